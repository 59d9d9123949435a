import { type PointerEvent, type RefObject, useCallback, useEffect, useMemo, useRef } from 'react';

/** A stretch of the picture, in its own pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PanZoom {
  pan(dx: number, dy: number): void;
  /** About the middle. */
  zoom(factor: number): void;
  /** All of it, as far as one can still read it; otherwise `part` of it; and if that is too much as well, around `focus`. */
  fit(focus?: Area | null, part?: Area | null): void;
  /** Moves only when it is not in sight; when it has no room, further away as well, as far as one can still read it. */
  reveal(area: Area): void;
  /** After a drag the click at its end is none. */
  wasDragged(): boolean;
  readonly handlers: {
    onPointerDown(event: PointerEvent): void;
    onPointerMove(event: PointerEvent): void;
    onPointerUp(event: PointerEvent): void;
    onPointerCancel(event: PointerEvent): void;
  };
}

const scaleMin = 0.08;
const scaleMax = 2.5;
/** Below it, one cannot read the titles. */
const readableScale = 0.62;
/** Below it, one cannot tell the steps of a way from each other. */
const traceableScale = 0.48;
const edgePx = 24;
/** The buttons at the lower edge take so much of the height. */
const toolsPx = 52;
const dragPx = 4;

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Where something begins, so that a spot of it is in the middle; without a gap at one end while there is more at the other. */
function place(room: number, length: number, spot: number): number {
  const left = room - length;
  return left >= 0 ? left / 2 : Math.min(edgePx, Math.max(left - edgePx, room / 2 - spot));
}

/**
 * Moves what is in `content` below the window that `frame` is. It is kept out of React: nothing is rendered anew
 * while somebody drags.
 * @param size of all that there is to see
 */
export function usePanZoom(
  frame: RefObject<HTMLElement | null>,
  content: RefObject<SVGGElement | null>,
  size: { readonly width: number; readonly height: number },
): PanZoom {
  const view = useRef({ x: 0, y: 0, scale: 1 });
  const sizeNow = useRef(size);
  sizeNow.current = size;
  const pointers = useRef(new Map<number, Spot>());
  const travelled = useRef(0);

  const set = useCallback(
    (x: number, y: number, scale: number) => {
      view.current = { x, y, scale };
      content.current?.setAttribute('transform', `translate(${x} ${y}) scale(${scale})`);
    },
    [content],
  );
  const zoomAt = useCallback(
    (factor: number, at: Spot) => {
      const { x, y, scale } = view.current;
      const next = Math.min(scaleMax, Math.max(scaleMin, scale * factor));
      const part = next / scale;
      set(at.x - (at.x - x) * part, at.y - (at.y - y) * part, next);
    },
    [set],
  );

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent) => {
      // Pinching on a touchpad arrives as a wheel with ctrl. A plain wheel scrolls the page that one reads.
      const isFocused = element.contains(document.activeElement);
      if (!event.ctrlKey && !event.metaKey && !isFocused) return;
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      const step = event.deltaMode === 1 ? 18 : 1;
      const { x, y, scale } = view.current;
      if (event.ctrlKey || event.metaKey)
        zoomAt(Math.exp(-event.deltaY * step * 0.004), { x: event.clientX - left, y: event.clientY - top });
      else if (event.shiftKey && event.deltaX === 0) set(x - event.deltaY * step, y, scale);
      else set(x - event.deltaX * step, y - event.deltaY * step, scale);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [frame, set, zoomAt]);

  return useMemo(() => {
    const pan = (dx: number, dy: number) => {
      const { x, y, scale } = view.current;
      set(x + dx, y + dy, scale);
    };
    const frameSize = () => ({
      width: frame.current?.clientWidth ?? 0,
      height: frame.current?.clientHeight ?? 0,
    });
    const move = (event: PointerEvent) => {
      // It may have been let go of outside, where nobody saw it.
      if (event.buttons === 0) pointers.current.delete(event.pointerId);
      const before = pointers.current.get(event.pointerId);
      if (before === undefined) return;
      const others = [...pointers.current].filter(([id]) => id !== event.pointerId).map(([, spot]) => spot);
      const now = { x: event.clientX, y: event.clientY };
      pointers.current.set(event.pointerId, now);
      const [other] = others;
      travelled.current += Math.hypot(now.x - before.x, now.y - before.y);
      if (travelled.current < dragPx) return;
      if (other === undefined) {
        event.currentTarget.setPointerCapture(event.pointerId);
        pan(now.x - before.x, now.y - before.y);
        return;
      }
      const { left = 0, top = 0 } = frame.current?.getBoundingClientRect() ?? {};
      const apart = (spot: Spot) => Math.max(1, Math.hypot(spot.x - other.x, spot.y - other.y));
      pan((now.x - before.x) / 2, (now.y - before.y) / 2);
      zoomAt(apart(now) / apart(before), { x: (now.x + other.x) / 2 - left, y: (now.y + other.y) / 2 - top });
    };
    const end = ({ pointerId }: PointerEvent) => void pointers.current.delete(pointerId);
    return {
      pan,
      zoom: factor => {
        const { width, height } = frameSize();
        zoomAt(factor, { x: width / 2, y: height / 2 });
      },
      fit: (focus = null, part = focus) => {
        const { width, height } = frameSize();
        const all = sizeNow.current;
        const free = Math.max(1, height - toolsPx);
        const whole = Math.min(1, width / Math.max(1, all.width), free / Math.max(1, all.height));
        if (focus === null || whole >= readableScale)
          return set(
            (width - all.width * whole) / 2,
            Math.min(edgePx, (free - all.height * whole) / 2),
            whole,
          );
        const wanted = part ?? focus;
        const across = (width - 2 * edgePx) / wanted.width;
        const down = (height - 2 * edgePx) / wanted.height;
        const isPart = Math.min(across, down) >= traceableScale;
        const comfortable = Math.min(1, Math.max(readableScale, 0.85 * Math.min(1, width / 480)));
        const scale = isPart ? Math.min(comfortable, across, down) : comfortable;
        const { x, y, ...seen } = isPart ? wanted : focus;
        set(
          place(width, all.width * scale, (x + seen.width / 2) * scale),
          place(height, all.height * scale, (y + seen.height / 2) * scale),
          scale,
        );
      },
      reveal: area => {
        const { width, height } = frameSize();
        const { x, y, scale } = view.current;
        const [left, top] = [x + area.x * scale, y + area.y * scale];
        const [right, bottom] = [left + area.width * scale, top + area.height * scale];
        const isInSight =
          left >= edgePx / 2 &&
          top >= edgePx / 2 &&
          right <= width - edgePx / 2 &&
          bottom <= height - edgePx / 2;
        if (isInSight) return;
        const room = Math.min((width - edgePx) / area.width, (height - edgePx) / area.height);
        const next = Math.min(scale, Math.max(readableScale, room));
        set(
          width / 2 - (area.x + area.width / 2) * next,
          height / 2 - (area.y + area.height / 2) * next,
          next,
        );
      },
      wasDragged: () => travelled.current >= dragPx,
      handlers: {
        onPointerDown: event => {
          if (event.pointerType === 'mouse' && event.button !== 0) return;
          if (pointers.current.size === 0) travelled.current = 0;
          pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
        },
        onPointerMove: move,
        onPointerUp: end,
        onPointerCancel: end,
      },
    };
  }, [frame, set, zoomAt]);
}
