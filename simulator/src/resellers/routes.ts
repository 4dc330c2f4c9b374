import { parseInput } from "../kernel/input";
import { pageOf } from "../kernel/query";
import { type Random, shuffled } from "../kernel/random";
import { type Answer, json } from "../kernel/refusal";
import { type Call, routesOn } from "../kernel/route";
import { changePackage, indexedPackages } from "./changes";
import { adjust, assign, cancelInstance, cancelPackage, unassign } from "./instance-calls";
import { accountsUnderParent, ownPackage, type Target } from "./instances";
import { buyPackage } from "./purchase";
import {
  adjustSchema,
  createPackageSchema,
  externalIdSchema,
  keyInQuerySchema,
  keyOnlySchema,
  noContentSchema,
  packageQueryable,
  queryPackagesSchema,
} from "./requests";
import type { Package, State } from "./state";

/** A package in Wix's words; `parentAccountId` is the account itself where there is no parent. */
const packageAnswer = (state: State, content: Package, random: Random) => {
  const account = state.accounts.find(({ id }) => id === content.accountId);
  const instances = content.productInstances.map(({ settling, ...instance }) => instance);
  const isShuffled = state.settings.instanceOrder === "shuffled";
  return {
    ...content,
    productInstances: isShuffled ? shuffled(instances, random) : instances,
    parentAccountId: account?.parentAccountId ?? content.accountId,
  };
};

type PackageAnswer = ReturnType<typeof packageAnswer>;

/** As Get and Query show it: `billingInfo` may bear its older name. */
const readAnswer = ({ settings }: State, { productInstances, ...rest }: PackageAnswer) => {
  const renamed = productInstances.map(({ billingInfo, ...instance }) => ({
    ...instance,
    [settings.billingField]: billingInfo,
  }));
  return { ...rest, productInstances: renamed };
};

type WritingCall = Pick<
  Call<State, unknown, unknown, { readonly idempotencyKey?: string | undefined } | undefined>,
  "world" | "caller" | "random" | "body"
>;

/**
 * Does the work and answers with the package; a key that this account sent for this operation before brings back the
 * first answer in place of the work.
 */
const onceForEachKey = (
  { world: { state }, caller, random, body }: WritingCall,
  operation: string,
  work: () => Package,
): Answer => {
  const { replies } = state.resellers;
  const { accountId } = caller;
  const idempotencyKey = body?.idempotencyKey;
  const earlier = replies.find(
    reply =>
      reply.accountId === accountId &&
      reply.operation === operation &&
      reply.idempotencyKey === idempotencyKey,
  );
  if (earlier !== undefined && state.settings.idempotencyKey === "honoured") return json(200, earlier.answer);
  const answer = { idempotencyKey, package: packageAnswer(state, work(), random) };
  if (idempotencyKey !== undefined) replies.push({ accountId, operation, idempotencyKey, answer });
  return json(200, answer);
};

const READ = "premium.reseller-package.read";
const MANAGE = "premium.reseller-package.manage";
const PACKAGES = "/resellers/v1/packages";
const INSTANCE = `${PACKAGES}/product-instances/{instanceId}` as const;

const defineRoute = routesOn<State>();

const createPackage = defineRoute({
  method: "POST",
  template: "/resellers/v2/packages",
  permission: MANAGE,
  body: createPackageSchema,
  spellings: { external_id: "externalId" },
  handle: call =>
    onceForEachKey(call, "create package", () => buyPackage(call.world, call.caller.accountId, call.body)),
});

const getPackage = defineRoute({
  method: "GET",
  template: `${PACKAGES}/{id}`,
  permission: READ,
  handle({ world: { state }, caller, parameters: { id }, random }) {
    const content = ownPackage(state, caller.accountId, id);
    return json(200, { package: readAnswer(state, packageAnswer(state, content, random)) });
  },
});

const queryPackages = defineRoute({
  method: "POST",
  template: `${PACKAGES}/query`,
  permission: READ,
  body: queryPackagesSchema,
  handle({ world: { state, clock }, caller, body: { query }, random }) {
    const accounts = accountsUnderParent(state, caller.accountId);
    const packages = indexedPackages(state, clock.now())
      .filter(({ accountId }) => accounts.includes(accountId))
      .map(content => packageAnswer(state, content, random));
    const { items, offset, total, cursors } = pageOf(packages, query, packageQueryable(state));
    const position = query.paging === undefined ? { cursors } : { offset, total, tooManyToCount: false };
    return json(200, {
      metadata: { count: items.length, ...position },
      packages: items.map(item => readAnswer(state, item)),
    });
  },
});

const cancelWholePackage = defineRoute({
  method: "DELETE",
  template: `${PACKAGES}/{id}`,
  permission: MANAGE,
  query: keyInQuerySchema,
  body: keyOnlySchema,
  handle: call =>
    onceForEachKey(withKeyOfQuery(call), "cancel package", () =>
      cancelPackage(call.world, call.caller.accountId, call.parameters.id),
    ),
});

const updateExternalId = defineRoute({
  method: "PATCH",
  template: `${PACKAGES}/update/{packageId}/{externalId}`,
  openEnded: true,
  permission: "PREMIUM.PACKAGE_UPDATE_EXTERNAL_ID",
  body: noContentSchema,
  handle({ world, caller, parameters, random }) {
    const content = ownPackage(world.state, caller.accountId, parameters.packageId);
    const externalId = parseInput(externalIdSchema, parameters.externalId);
    const updatedPackage = changePackage(world, { ...content, externalId });
    return json(200, { updatedPackage: packageAnswer(world.state, updatedPackage, random) });
  },
});

const adjustInstance = defineRoute({
  method: "PATCH",
  template: INSTANCE,
  permission: MANAGE,
  body: adjustSchema,
  handle: call => onceForEachKey(call, "adjust", () => adjust(call.world, targetOf(call), call.body)),
});

const assignInstance = defineRoute({
  method: "PATCH",
  template: `${INSTANCE}/{siteId}`,
  permission: MANAGE,
  body: keyOnlySchema,
  handle: call =>
    onceForEachKey(call, "assign", () => assign(call.world, targetOf(call), call.parameters.siteId)),
});

const unassignInstance = defineRoute({
  method: "PATCH",
  template: `${INSTANCE}/unassign`,
  permission: MANAGE,
  body: keyOnlySchema,
  handle: call => onceForEachKey(call, "unassign", () => unassign(call.world, targetOf(call))),
});

const cancelOneInstance = defineRoute({
  method: "DELETE",
  template: INSTANCE,
  permission: MANAGE,
  query: keyInQuerySchema,
  body: keyOnlySchema,
  handle: call =>
    onceForEachKey(withKeyOfQuery(call), "cancel instance", () => cancelInstance(call.world, targetOf(call))),
});

export const resellerRoutes = [
  createPackage,
  getPackage,
  queryPackages,
  cancelWholePackage,
  updateExternalId,
  adjustInstance,
  assignInstance,
  unassignInstance,
  cancelOneInstance,
];

const targetOf = ({
  caller,
  parameters,
}: Pick<Call<State, { instanceId: string }, unknown, unknown>, "caller" | "parameters">): Target => ({
  accountId: caller.accountId,
  instanceId: parameters.instanceId,
});

interface Keyed {
  readonly idempotencyKey?: string | undefined;
}

/** The key counts wherever it stands. */
const withKeyOfQuery = (
  call: Call<State, unknown, Keyed, Keyed | undefined>,
): Call<State, unknown, Keyed, Keyed> => ({ ...call, body: { ...call.query, ...call.body } });
