/** Stands for a value that is only known once something else was made. */
export const UNKNOWN = Symbol("known only later");

export type Arguments = Readonly<Record<string, unknown>>;

/**
 * A plain copy of properties as a policy gets them: they throw where an unknown value is read, which must not end a rule that
 * has other values to judge.
 * @param caught gets what is thrown
 */
export function known(properties: object, caught: (error: unknown) => void): Arguments {
  const part = (whole: object, key: string): unknown => {
    let value: unknown;
    try {
      value = Reflect.get(whole, key);
    } catch (error) {
      caught(error);
      return UNKNOWN;
    }
    if (Array.isArray(value)) return Array.from(value.keys(), index => part(value, String(index)));
    return typeof value === "object" && value !== null ? known(value, caught) : value;
  };
  return Object.fromEntries(Object.keys(properties).map(key => [key, part(properties, key)]));
}

/** The entries of a list; none where it is absent, unknown, or no list. */
export function entriesOf(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? list : [];
}

/** The property of an entry; as unknown as the entry itself. */
export function propertyOf(entry: unknown, name: string): unknown {
  if (entry === UNKNOWN) return UNKNOWN;
  return typeof entry === "object" && entry !== null ? Reflect.get(entry, name) : undefined;
}
