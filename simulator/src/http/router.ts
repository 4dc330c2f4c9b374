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
}

/** Finds the route of a path with its query string, if there is one. */
export type Router = (method: string, path: string) => Found | undefined;

/** Characters of one path parameter as sent: an external id of 100 may come percent-encoded. */
const MAX_PARAMETER = 2000;

const nothing = () => undefined;

export const routerOf = (families: readonly AccountFamily[]): Router => {
  const router = createRouter({ maxParamLength: MAX_PARAMETER });
  for (const family of families)
    for (const route of family.routes)
      router.on(route.method, route.template.replaceAll(/\{(\w+)\}/g, ":$1"), nothing, { family, route });
  return (method, path) => {
    const found = router.find(method as "GET", path);
    return found === null
      ? undefined
      : { target: found.store as Target, parameters: found.params, query: found.searchParams };
  };
};
