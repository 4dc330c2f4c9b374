import { json } from "../http/answer";
import { parseInput } from "../http/input";
import { type Call, defineRoute } from "../http/route";
import { pageOf } from "../query/page";
import { accountsUnderParent, ownPackage, type Target } from "./access";
import { adjust } from "./adjust";
import { packageAnswer, readAnswer } from "./answer";
import { changePackage } from "./change";
import { assign, cancelInstance, cancelPackage, unassign } from "./instance-calls";
import { buyPackage } from "./purchase";
import { packageQueryable } from "./query";
import { onceForEachKey } from "./replies";
import {
  adjustSchema,
  createPackageSchema,
  externalIdSchema,
  keyInQuerySchema,
  keyOnlySchema,
  noContentSchema,
  queryPackagesSchema,
} from "./schema";
import { indexedPackages } from "./search-index";

const READ = "premium.reseller-package.read";
const MANAGE = "premium.reseller-package.manage";
const PACKAGES = "/resellers/v1/packages";
const INSTANCE = `${PACKAGES}/product-instances/{instanceId}` as const;

const createPackage = defineRoute({
  method: "POST",
  template: "/resellers/v2/packages",
  permission: MANAGE,
  body: createPackageSchema,
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

function targetOf({
  caller,
  parameters,
}: Pick<Call<{ instanceId: string }, unknown, unknown>, "caller" | "parameters">): Target {
  return { accountId: caller.accountId, instanceId: parameters.instanceId };
}

interface Keyed {
  readonly idempotencyKey?: string | undefined;
}

/** The key counts wherever it stands. */
function withKeyOfQuery(call: Call<unknown, Keyed, Keyed | undefined>): Call<unknown, Keyed, Keyed> {
  return { ...call, body: { ...call.query, ...call.body } };
}
