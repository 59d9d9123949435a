/** How wide a text is, in pixels. */
export type Measure = (text: string) => number;

/**
 * Breaks a text into at most `linesMax` lines of at most `widthMax` pixels. A word that is too long is broken; what
 * does not fit ends in an ellipsis.
 */
export function wrapText(text: string, widthMax: number, linesMax: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    for (const piece of piecesOf(word, widthMax, measure)) {
      const longer = line === '' ? piece : `${line} ${piece}`;
      if (measure(longer) <= widthMax) {
        line = longer;
        continue;
      }
      lines.push(line);
      line = piece;
      if (lines.length === linesMax) return endWithEllipsis(lines, widthMax, measure);
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** One line of a text, shortened when it is too long. */
export function clipText(text: string, widthMax: number, measure: Measure): string {
  return wrapText(text, widthMax, 1, measure)[0] ?? '';
}

function piecesOf(word: string, widthMax: number, measure: Measure): string[] {
  if (measure(word) <= widthMax) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (piece !== '' && measure(piece + character) > widthMax) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  pieces.push(piece);
  return pieces;
}

function endWithEllipsis(lines: string[], widthMax: number, measure: Measure): string[] {
  const characters = [...(lines.pop() ?? '')];
  while (characters.length > 0 && measure(`${characters.join('')}…`) > widthMax) characters.pop();
  return [...lines, `${characters.join('').trimEnd()}…`];
}

/** Measures as the page will paint it; where there is no canvas, by the usual width of a letter. */
export function createMeasure(weight: number, sizePx: number): Measure {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return text => text.length * sizePx * 0.56;
  context.font = `${weight} ${sizePx}px ${getComputedStyle(document.documentElement).fontFamily}`;
  const widths = new Map<string, number>();
  return text => {
    const known = widths.get(text);
    if (known !== undefined) return known;
    const { width } = context.measureText(text);
    if (widths.size > 20_000) widths.clear();
    widths.set(text, width);
    return width;
  };
}
