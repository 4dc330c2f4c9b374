/** Calls a function at the first of many calls: a module is loaded when it is first needed. */
export const once = <Result>(work: () => Result): (() => Result) => {
  let done: { readonly result: Result } | undefined;
  return () => (done ??= { result: work() }).result;
};
