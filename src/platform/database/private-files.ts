import type { Extension } from '@electric-sql/pglite';

/** The parts of Emscripten's module that are used here. */
interface Backend {
  readonly NODEFS: { readonly node_ops: { setattr(node: object, attributes: { mode?: number }): void } };
}

/** What the group and everybody else may do. */
const othersMask = 0o077;

/**
 * Keeps the files of the embedded database to their owner. PGlite gives every file that it makes the mode it was asked
 * for (0666 for those of a new database) by a chmod, which no umask holds back.
 */
export const privateFiles: Extension = {
  name: 'private files',
  async setup(_pglite, options: { preRun?: ((backend: Backend) => void)[] }) {
    return { emscriptenOpts: { ...options, preRun: [...(options.preRun ?? []), keepFilesPrivate] } };
  },
};

function keepFilesPrivate({ NODEFS: { node_ops } }: Backend): void {
  const { setattr } = node_ops;
  node_ops.setattr = (node, attributes) =>
    setattr(
      node,
      attributes.mode === undefined ? attributes : { ...attributes, mode: attributes.mode & ~othersMask },
    );
}
