/** Compares dotted versions number by number; what follows a hyphen is not looked at. */
const isOlder = (version: string, than: string): boolean =>
  plain(version).localeCompare(plain(than), "en", { numeric: true }) < 0;

const plain = (version: string): string => /\d+(\.\d+)*/.exec(version)?.[0] ?? "0";

/** Whether a version is in a range such as `>=22.19.0` or `^3.216.0`, of which the latter ends with its major. */
export const isWithin = (version: string, range: string): boolean =>
  !isOlder(version, range) &&
  (!range.startsWith("^") || plain(version).split(".")[0] === plain(range).split(".")[0]);
