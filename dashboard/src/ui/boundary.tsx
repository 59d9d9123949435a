import { Component, type ReactNode, Suspense } from 'react';
import { ApiError } from '../api/answer.ts';
import { renewFailedParts } from '../lazy-part.tsx';
import { reloadIfUseful } from '../reload-page.ts';
import { Failure } from './states.tsx';

interface BoundaryProps {
  readonly children: ReactNode;
  /** Shown while a part is being loaded. */
  readonly fallback?: ReactNode;
  /** What is shown: once it is something else, that is tried. */
  readonly at?: string;
  /** How much it holds: everything there is, what is below the bar at the top, or a part of that. */
  readonly extent?: 'page' | 'screen' | 'part';
}

interface BoundaryState {
  readonly error: ApiError | null;
  readonly at: string | undefined;
}

/** Keeps what cannot be loaded or shown from taking the rest of the page with it. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: null, at: this.props.at };
  #isAsked = false;

  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    const isUnloaded = error instanceof ApiError && error.code === 'NOT_LOADED';
    return {
      error: isUnloaded
        ? error
        : new ApiError('That is no fault of yours. Trying again loads the page anew.', 'BROKEN'),
    };
  }

  static getDerivedStateFromProps(
    { at }: BoundaryProps,
    state: BoundaryState,
  ): Partial<BoundaryState> | null {
    return at === state.at ? null : { at, error: null };
  }

  override componentDidCatch(): void {
    renewFailedParts();
    if (this.state.error?.code === 'NOT_LOADED') void reloadIfUseful(this.#isAsked);
    this.#isAsked = false;
  }

  readonly #retry = () => {
    // What has once broken by what the page remembers would do so again.
    if (this.state.error?.code === 'BROKEN') return location.reload();
    this.#isAsked = true;
    this.setState({ error: null });
  };

  override render(): ReactNode {
    const { children, fallback, extent = 'part' } = this.props;
    const { error } = this.state;
    if (error === null) return <Suspense fallback={fallback}>{children}</Suspense>;
    const failure = <Failure error={error} retry={this.#retry} isScreen={extent !== 'part'} />;
    return extent === 'page' ? <main className="alone">{failure}</main> : failure;
  }
}
