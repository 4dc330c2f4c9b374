import { z } from "zod";
import { parseInput } from "./input";
import type { Random } from "./random";
import { type Answer, ruleError } from "./refusal";
import type { Warn } from "./warning";
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
  /** Notes what is taken, and better not sent. */
  readonly warn: Warn;
  readonly parameters: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

export interface Call<State extends BaseState, Parameters, Query, Body> extends UntypedCall<State> {
  readonly parameters: Parameters;
  readonly query: Query;
  readonly body: Body;
}

/** Whether a call takes `wix-site-id`: never, `beside` the account, or `alone` as well, which then names the account. */
export type SiteHeader = "refused" | "beside" | "alone";

/** What routes differ in before they are called. */
interface RouteManners {
  /** Default `refused`. */
  readonly site: SiteHeader;
  /** Whether it may be called without `wix-account-id`, for the key's own account; default false. */
  readonly accountOptional: boolean;
  /** Whether it may be called without any credentials; default false. Those that are sent are judged. */
  readonly anonymous: boolean;
  /** Whether the last parameter of the path may hold slashes; default false. */
  readonly openEnded: boolean;
}

interface RouteDefinition<
  State extends BaseState,
  Template extends string,
  Query,
  Body,
> extends Partial<RouteManners> {
  readonly method: Method;
  /** Path as in Wix's reference, parameters in braces. */
  readonly template: Template;
  /** What the key must be allowed to do. */
  readonly permission: string;
  /** Fields of the body under other names that Wix's samples have, each with its own; default none. */
  readonly spellings?: Readonly<Record<string, string>>;
  /** Default: no parameters. */
  readonly query?: z.ZodType<Query>;
  /** Default: the body is not looked at. */
  readonly body?: z.ZodType<Body>;
  readonly handle: (call: Call<State, PathParameters<Template>, Query, Body>) => Answer;
}

export interface Route<State extends BaseState = BaseState> extends RouteManners {
  readonly method: Method;
  readonly template: string;
  readonly permission: string;
  readonly handle: (call: UntypedCall<State>) => Answer;
}

const NO_QUERY = z.strictObject({});

const isRecord = (given: unknown): given is Readonly<Record<string, unknown>> =>
  typeof given === "object" && given !== null && !Array.isArray(given);

/**
 * Without the parameters of the path, which Wix's own SDK repeats: in bodies, and in the queries of GET and DELETE.
 *
 * @throws {Refusal} 400 where one of them says something else than the path
 */
const withoutRepeats = (given: unknown, parameters: unknown): unknown => {
  if (!isRecord(given) || !isRecord(parameters)) return given;
  const entries = Object.entries(given).filter(([name, value]) => {
    if (!Object.hasOwn(parameters, name)) return true;
    const inPath = String(parameters[name]);
    if (value !== inPath) throw ruleError(name, "PATH_MISMATCH", `is not ${inPath}, as the path says`);
    return false;
  });
  return Object.fromEntries(entries);
};

/** With the fields under the names that Wix's reference has. */
const respelled = (given: unknown, spellings: Readonly<Record<string, string>>, warn: Warn): unknown => {
  if (!isRecord(given)) return given;
  const entries = Object.entries(given).map(([name, value]) => {
    const known = Object.hasOwn(spellings, name) ? spellings[name] : undefined;
    if (known === undefined || known in given) return [name, value] as const;
    warn("snake-case", `${name}: Wix's reference has ${known}`);
    return [known, value] as const;
  });
  return Object.fromEntries(entries);
};

/**
 * Gives a family the function that defines its routes, on the state that it must find in the world. A route refuses
 * what its schemas do not allow, unknown fields included; parameters of the path may be repeated.
 */
export const routesOn =
  <State extends BaseState>() =>
  <const Template extends string, Query = unknown, Body = unknown>(
    definition: RouteDefinition<State, Template, Query, Body>,
  ): Route<State> => {
    const { method, template, permission, query = NO_QUERY, body, spellings = {}, handle } = definition;
    const { site = "refused", accountOptional = false, anonymous = false, openEnded = false } = definition;
    const readBody = ({ body: given, parameters, warn }: UntypedCall<State>): unknown =>
      body === undefined
        ? undefined
        : parseInput<unknown>(body, respelled(withoutRepeats(given, parameters), spellings, warn));
    return {
      method,
      template,
      permission,
      site,
      accountOptional,
      anonymous,
      openEnded,
      handle: call =>
        handle({
          ...call,
          parameters: call.parameters as PathParameters<Template>,
          query: parseInput<unknown>(query, withoutRepeats(call.query, call.parameters)) as Query,
          body: readBody(call) as Body,
        }),
    };
  };
