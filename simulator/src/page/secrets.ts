/** Shorter ones stand in any text. */
const LEAST_KEY = 8;

/**
 * JSON without the account's keys: a client may have sent one where it does not belong, and the journal keeps it.
 *
 * @param keys of the account
 */
export const jsonWithout = (keys: readonly string[], value: unknown): string => {
  const secrets = keys.filter(key => key.length >= LEAST_KEY);
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === "string"
      ? secrets.reduce((text, key) => text.replaceAll(key, "(an API key)"), part)
      : part,
  );
};
