import createRouter from "find-my-way";
import type { AccountFamily, State } from "../account/state";
import type { Route } from "../kernel/route";

/** The route that a request is for. */
interface Target {
  readonly family: AccountFamily;
  readonly route: Route<State>;
}

export interface Found {
  readonly target: Target;
  readonly parameters: unknown;
  readonly query: unknown;
  /** Whether a parameter of the path came with slashes, which belong encoded. */
  readonly isOpen: boolean;
}

/** Finds the route of a path with its query string, if there is one. */
export type Router = (method: string, path: string) => Found | undefined;

/** Characters of one path parameter as sent: an external id of 100 may come percent-encoded. */
const MAX_PARAMETER = 2000;

const nothing = () => undefined;

const lastParameter = (template: string): string => /\{(\w+)\}$/.exec(template)?.[1] ?? "*";

export const routerOf = (families: readonly AccountFamily[]): Router => {
  const router = createRouter({ maxParamLength: MAX_PARAMETER });
  for (const family of families)
    for (const route of family.routes) {
      const path = route.template.replaceAll(/\{(\w+)\}/g, ":$1");
      router.on(route.method, path, nothing, { family, route });
      if (route.openEnded) router.on(route.method, path.replace(/:\w+$/, "*"), nothing, { family, route });
    }
  return (method, path) => {
    const found = router.find(method as "GET", path);
    if (found === null) return undefined;
    const query: unknown = found.searchParams;
    const target = found.store as Target;
    const { "*": rest, ...parameters } = found.params;
    if (rest === undefined) return { target, parameters, query, isOpen: false };
    const last = lastParameter(target.route.template);
    return { target, parameters: { ...parameters, [last]: rest }, query, isOpen: true };
  };
};
