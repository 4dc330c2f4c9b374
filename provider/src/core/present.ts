type Undefinable<T> = {
  [Field in keyof T as undefined extends T[Field] ? Field : never]?: Exclude<T[Field], undefined>;
};
type Defined<T> = { [Field in keyof T as undefined extends T[Field] ? never : Field]: T[Field] };

/** Leaves out what is undefined: absent and undefined are different things to a comparison. */
export const present = <T extends object>(fields: T): Defined<T> & Undefinable<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T> &
    Undefinable<T>;
