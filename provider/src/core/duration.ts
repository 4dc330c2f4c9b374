const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/**
 * A duration as Pulumi writes it in `customTimeouts`, such as `90s`, `1h30m` or `500ms`; and in days, such as `30d`.
 * @returns milliseconds; undefined where the text is no duration
 */
export const parseDuration = (text: string): number | undefined => {
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(text)) return undefined;
  let ms = 0;
  for (const [, figure, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g))
    ms += Number(figure) * (UNIT_MS[unit ?? ""] ?? 0);
  return ms;
};

/** Milliseconds as a person reads them: `450ms`, `2s`, `1m 30s`, `48h`. */
export const formatDuration = (ms: number): string => {
  if (ms < 1_000) return `${Math.round(ms)}ms`;
  const seconds = Math.round(ms / 1_000);
  const parts = [
    [Math.floor(seconds / 3_600), "h"],
    [Math.floor((seconds % 3_600) / 60), "m"],
    [seconds % 60, "s"],
  ] as const;
  return parts
    .filter(([figure]) => figure > 0)
    .map(([figure, unit]) => `${figure}${unit}`)
    .join(" ");
};

/** A moment as a person reads it, `2026-12-06 15:42 UTC`; what is no ISO 8601 in UTC stays as it is. */
export const formatMoment = (iso: string): string =>
  iso.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d(\.\d+)?)?Z$/, "$1 $2 UTC");
