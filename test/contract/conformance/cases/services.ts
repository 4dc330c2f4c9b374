/* Where paid services stand, and whose sites are. */
import { UNKNOWN } from "../../../harness/engine/values.ts";
import { accountId } from "../../../harness/world.ts";
import { account, customerId, freeSite, secondSite } from "../../../unit/package/programs.ts";
import type { StateDocument } from "../../../../simulator/src";
import {
  check,
  create,
  diff,
  fault,
  nextRun,
  others,
  preview,
  read,
  remove,
  takeOver,
  update,
  type Case,
} from "../vocabulary.ts";
import { answer, FORBIDDEN } from "./trouble.ts";

const FLOATING = "40000000-0000-4000-8000-0000000000f1";

/** The account with one plan that is on no site. */
const withFloatingPlan = (): StateDocument => {
  const state = account();
  const [sample] = state.resellers?.packages ?? [];
  const [instance] = sample?.productInstances ?? [];
  if (sample === undefined || instance === undefined) throw new Error("the simulator has no package");
  const { siteId: _site, ...rest } = instance;
  const floating = {
    ...sample,
    id: "30000000-0000-4000-8000-0000000000f1",
    externalId: "floating",
    productInstances: [{ ...rest, instanceId: FLOATING }],
  };
  return { ...state, resellers: { ...state.resellers, packages: [sample, floating] } };
};

const PLACE = "PATCH /resellers/v1/packages/product-instances/{instanceId}/{siteId}";
const LIFT = "PATCH /resellers/v1/packages/product-instances/{instanceId}/unassign";
const at = (siteId: unknown, more = {}) => ({ productInstanceId: FLOATING, siteId, ...more });

const assignments: Omit<Case, "type">[] = [
  {
    name: "an instance that is not known yet is no fault",
    steps: [check({ productInstanceId: UNKNOWN, siteId: freeSite }, { failures: [] })],
  },
  { name: "a site that is no GUID is refused", steps: [check(at("florist"), { failures: ["siteId: "] })] },
  { name: "a site is needed", steps: [check({ productInstanceId: FLOATING }, { failures: ["siteId: "] })] },
  {
    name: "a preview shows what is declared",
    steps: [
      preview(at(freeSite), {
        outputs: { siteId: freeSite },
        native: {
          outputs: { siteId: freeSite, packageId: "(unknown)", status: "(unknown)" },
          because: "what is not made yet",
        },
      }),
    ],
  },
  {
    name: "is put on its site, found there by a refresh, and leaves it in the end",
    steps: [
      create(at(freeSite), {
        id: FLOATING,
        outputs: { siteId: freeSite, status: "ENABLED" },
        writes: [PLACE],
      }),
      nextRun,
      read({ id: FLOATING, outputs: { siteId: freeSite } }),
      diff(at(freeSite), { changes: false }),
      nextRun,
      remove({ writes: [LIFT] }),
    ],
  },
  {
    name: "moves to another site in place",
    steps: [
      create(at(freeSite), { writes: [PLACE] }),
      nextRun,
      diff(at(secondSite), { changes: true, replaces: [] }),
      update(at(secondSite), { outputs: { siteId: secondSite }, writes: [LIFT, PLACE] }),
    ],
  },
  {
    name: "of another instance is a replacement",
    steps: [
      create(at(freeSite), { writes: [PLACE] }),
      diff(
        { productInstanceId: "40000000-0000-4000-8000-000000000001", siteId: freeSite },
        {
          changes: true,
          replaces: ["productInstanceId"],
        },
      ),
    ],
  },
  {
    name: "that somebody else has taken off its site is shown by a refresh",
    steps: [
      create(at(freeSite), { writes: [PLACE] }),
      others("resellers", FLOATING, { of: "instance", siteId: null }),
      nextRun,
      read({}),
    ],
  },
  {
    name: "that this run declares stays where it is",
    steps: [create(at(freeSite), { writes: [PLACE] }), remove({})],
  },
  {
    name: "whose answer is lost is looked after, and not sent again",
    steps: [
      fault({ method: "PATCH", path: "/product-instances/", action: answer("a dropped connection", "done") }),
      create(at(freeSite), { id: FLOATING, writes: [PLACE] }),
    ],
  },
  {
    name: "that Wix refuses is told with its code",
    steps: [
      fault({ method: "PATCH", path: "/product-instances/", action: FORBIDDEN }),
      create(at(freeSite), { error: "PERMISSION_DENIED", halfMade: false, writes: [`${PLACE} (not done)`] }),
    ],
  },
  {
    name: "is taken over by its GUID alone",
    steps: [
      takeOver("40000000-0000-4000-8000-000000000001", {
        inputs: { siteId: "20000000-0000-4000-8000-000000000001" },
      }),
    ],
  },
];

const TRANSFER = "POST /b2b-site-management/v1/transfer-site";
const handOver = { siteId: freeSite, sourceAccountId: accountId, targetAccountId: customerId };

const transfers: Omit<Case, "type">[] = [
  {
    name: "to the account that has the site is refused",
    steps: [check({ ...handOver, targetAccountId: accountId }, { failures: ["targetAccountId: "] })],
  },
  {
    name: "a target that is not known yet is no fault",
    steps: [check({ ...handOver, targetAccountId: UNKNOWN }, { failures: [] })],
  },
  {
    name: "hands a site over once",
    account,
    steps: [
      create(handOver, { writes: [TRANSFER] }),
      nextRun,
      diff(handOver, { changes: false }),
      create(handOver, {}),
    ],
  },
  {
    name: "of another site is a replacement",
    account,
    steps: [
      create(handOver, { writes: [TRANSFER] }),
      diff({ ...handOver, siteId: secondSite }, { changes: true, replaces: ["siteId"] }),
    ],
  },
  {
    name: "whose answer is lost is looked after, and not sent again",
    account,
    steps: [
      fault({ method: "POST", path: "transfer", action: answer("a dropped connection", "done") }),
      create(handOver, { writes: [TRANSFER] }),
    ],
  },
  {
    name: "that Wix refuses is told with its code",
    account,
    steps: [
      fault({ method: "POST", path: "transfer", action: FORBIDDEN }),
      create(handOver, { error: "PERMISSION_DENIED", halfMade: false, writes: [`${TRANSFER} (not done)`] }),
    ],
  },
  {
    name: "stays when its resource ends",
    account,
    steps: [create(handOver, { writes: [TRANSFER] }), nextRun, remove({})],
  },
  {
    name: "cannot be taken over",
    account,
    steps: [takeOver(freeSite, { error: "Wix keeps no trace of a transfer", halfMade: false })],
  },
];

export const SERVICES: readonly Case[] = [
  ...assignments.map((one): Case => ({
    type: "ProductInstanceAssignment",
    account: withFloatingPlan,
    ...one,
  })),
  ...transfers.map((one): Case => ({ type: "SiteTransfer", ...one })),
];
