import { z } from "zod";
import { parseInput } from "./input";
import type { Random } from "./random";
import type { Answer } from "./refusal";
import type { ApiKey, BaseState, World } from "./world";

type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** `{ domainName: string }` for `/dns-zones/{domainName}/preview`. */
type PathParameters<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Readonly<Record<Name, string>> & PathParameters<Rest>
  : unknown;

/** Whose request it is, after the headers were accepted. */
export interface Caller {
  readonly key: ApiKey;
  readonly accountId: string;
  readonly siteId: string | undefined;
}

interface UntypedCall<State extends BaseState> {
  readonly world: World<State>;
  readonly caller: Caller;
  /** Differs from request to request; answers are shuffled by it. */
  readonly random: Random;
  readonly parameters: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

export interface Call<State extends BaseState, Parameters, Query, Body> extends UntypedCall<State> {
  readonly parameters: Parameters;
  readonly query: Query;
  readonly body: Body;
}

interface RouteDefinition<State extends BaseState, Template extends string, Query, Body> {
  readonly method: Method;
  /** Path as in Wix's reference, parameters in braces. */
  readonly template: Template;
  /** What the key must be allowed to do. */
  readonly permission: string;
  /** Whether `wix-site-id` may stand beside `wix-account-id`; default false. */
  readonly acceptsSite?: boolean;
  /** Whether it may be called without any credentials; default false. Those that are sent are judged. */
  readonly anonymous?: boolean;
  /** Default: no parameters. */
  readonly query?: z.ZodType<Query>;
  /** Default: the body is not looked at. */
  readonly body?: z.ZodType<Body>;
  readonly handle: (call: Call<State, PathParameters<Template>, Query, Body>) => Answer;
}

export interface Route<State extends BaseState = BaseState> {
  readonly method: Method;
  readonly template: string;
  readonly permission: string;
  readonly acceptsSite: boolean;
  readonly anonymous: boolean;
  readonly handle: (call: UntypedCall<State>) => Answer;
}

const NO_QUERY = z.strictObject({});

/**
 * Gives a family the function that defines its routes, on the state that it must find in the world. A route refuses
 * what its schemas do not allow, unknown fields included.
 */
export const routesOn =
  <State extends BaseState>() =>
  <const Template extends string, Query = unknown, Body = unknown>(
    definition: RouteDefinition<State, Template, Query, Body>,
  ): Route<State> => {
    const { method, template, permission, acceptsSite = false, anonymous = false } = definition;
    const { query, body, handle } = definition;
    return {
      method,
      template,
      permission,
      acceptsSite,
      anonymous,
      handle: call =>
        handle({
          ...call,
          parameters: call.parameters as PathParameters<Template>,
          query: parseInput<unknown>(query ?? NO_QUERY, call.query) as Query,
          body: (body === undefined ? undefined : parseInput(body, call.body)) as Body,
        }),
    };
  };
