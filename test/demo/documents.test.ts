import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import {
  type DefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  parse,
  print,
} from 'graphql';
import { expect, test } from '../harness/test.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The code blocks of a document in one language. */
function readBlocks(path: string, language: string): string[] {
  return [...read(path).matchAll(/^```(\w*)\n(.*?)^```$/gms)]
    .filter(([, found]) => found === language)
    .map(([, , text = '']) => text);
}

/** Every declaration of a schema as one line, such as `User.name: String!` or `Role = ADMIN`. */
function listDeclarations(sdl: string): string[] {
  return [...new Set(parse(sdl).definitions.flatMap(listOne))].sort();
}

function listOne(node: DefinitionNode): string[] {
  if (!('name' in node) || node.name === undefined) throw new Error(`${node.kind} is not expected here`);
  const name = node.name.value;
  if (node.kind === 'ScalarTypeDefinition') return [`scalar ${name}`];
  if (node.kind === 'EnumTypeDefinition')
    return (node.values ?? []).map(value => `${name} = ${value.name.value}`);
  if (node.kind === 'UnionTypeDefinition')
    return (node.types ?? []).map(type => `${name} = ${type.name.value}`);
  if (node.kind === 'InputObjectTypeDefinition')
    return (node.fields ?? []).map(field => `${name}.${describeValue(field)}`);
  if (node.kind !== 'ObjectTypeDefinition' && node.kind !== 'InterfaceTypeDefinition')
    throw new Error(`${node.kind} is not expected here`);
  const interfaces = (node.interfaces ?? []).map(each => `${name} implements ${each.name.value}`);
  return [...interfaces, ...(node.fields ?? []).map(field => `${name}.${describeField(field)}`)];
}

function describeField({ name, arguments: args = [], type }: FieldDefinitionNode): string {
  const list = args.map(describeValue).sort().join(', ');
  return `${name.value}${list && `(${list})`}: ${print(type)}`;
}

function describeValue({ name, type, defaultValue }: InputValueDefinitionNode): string {
  return `${name.value}: ${print(type)}${defaultValue ? ` = ${print(defaultValue)}` : ''}`;
}

test('docs/api.md says what schema.graphql says, of every type and field', () => {
  const documented = listDeclarations(readBlocks('docs/api.md', 'graphql').join('\n'));
  const declared = listDeclarations(read('schema.graphql'));

  expect({ wrong: documented.filter(line => !declared.includes(line)) }).toEqual({ wrong: [] });
  // Pages are all alike: the document shows one.
  const isPage = (line: string) => /^\w+(Connection|Edge)\./.test(line);
  const missing = declared.filter(line => !documented.includes(line) && !isPage(line));
  expect({ missing }).toEqual({ missing: [] });
});

test('the README shows the example as it is', () => {
  expect(readBlocks('README.md', 'ts')).toEqual([read('docs/examples/watch-escalations.ts')]);
});

test('the README is short, and what it and the documents link to is there', () => {
  const documents = ['README.md', 'docs/api.md', 'docs/development.md'];
  const dead = documents.flatMap(path =>
    [...read(path).matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)]
      .map(([, target = '']) => join(dirname(path), target))
      .filter(target => !existsSync(join(root, target))),
  );

  expect(read('README.md').split('\n').length - 1).toBeLessThan(120);
  expect(dead).toEqual([]);
});

test('every shell block is one that a shell can read', () => {
  const scripts = ['README.md', 'docs/development.md'].flatMap(path => [
    ...readBlocks(path, 'bash'),
    ...readBlocks(path, 'sh'),
  ]);

  for (const script of scripts) {
    const { status, stderr, error } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
    if (error === undefined) expect({ status, stderr, script }).toEqual({ status: 0, stderr: '', script });
  }
});
