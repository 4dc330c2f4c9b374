/* What is paid for. */
import { secret, UNKNOWN } from "../../../harness/engine/values.ts";
import { account, businessPlan, freeSite, plan, secondSite, yearly } from "../../../unit/package/programs.ts";
import {
  check,
  create,
  diff,
  nextRun,
  others,
  preview,
  read,
  remove,
  takeOver,
  update,
  type Case,
  type Gives,
} from "../vocabulary.ts";

const BUY = "POST /resellers/v2/packages";
const MOVE = "PATCH /resellers/v1/packages/product-instances/{instanceId}/{siteId}";
const SAMPLE = "30000000-0000-4000-8000-000000000001";
const ON_SITE = { products: [plan(freeSite)], externalId: "crm-1" };
const FLOATING = { products: [plan(undefined)], externalId: "crm-1" };

const bought: Gives = { outputs: { externalId: "crm-1" }, writes: [BUY] };

const cases: Omit<Case, "type">[] = [
  {
    name: "without an external id gets one of program and name",
    steps: [
      check(
        { products: [plan(undefined)] },
        { failures: [], inputs: { externalId: "pulumi/test/test/one" } },
      ),
    ],
  },
  {
    name: "keeps an external id of its own",
    steps: [check(FLOATING, { failures: [], inputs: { externalId: "crm-1" } })],
  },
  {
    name: "a site that is not known yet is no fault",
    steps: [check({ products: [plan(UNKNOWN)] }, { failures: [] })],
  },
  {
    name: "products that are not known yet are no fault",
    steps: [check({ products: UNKNOWN }, { failures: [] })],
  },
  { name: "without products is refused", steps: [check({ products: [] }, { failures: ["products: "] })] },
  {
    name: "a product that is no GUID is refused by its path",
    steps: [
      check(
        { products: [plan(undefined, { catalogProductId: "core" })] },
        { failures: ["products[0].catalogProductId: "] },
      ),
    ],
  },
  {
    name: "a country that is none is refused",
    steps: [
      check(
        { products: [plan(undefined, { countryCode: "UK" })] },
        { failures: ["products[0].countryCode: "] },
      ),
    ],
  },
  {
    name: "recurring billing without a cycle is refused",
    steps: [
      check(
        { products: [plan(undefined, { billingInfo: { type: "RECURRING" } })] },
        {
          failures: ["products[0].billingInfo.cycleDuration: "],
        },
      ),
    ],
  },
  {
    name: "an external id of 101 characters is refused",
    steps: [check({ ...FLOATING, externalId: "x".repeat(101) }, { failures: ["externalId: "] })],
  },
  {
    name: "a secret discount code is kept secret",
    steps: [
      check(
        { ...FLOATING, products: [plan(undefined, { discountCode: secret("HALF-PRICE") })] },
        {
          secret: ["products"],
          native: { secret: ["products.0.discountCode"], because: "what is secret" },
        },
      ),
    ],
  },
  {
    name: "a preview shows what is declared, and buys nothing",
    steps: [
      preview(FLOATING, {
        outputs: { externalId: "crm-1" },
        native: {
          outputs: { externalId: "crm-1", packageId: "(unknown)", productInstanceIds: "(unknown)" },
          because: "what is not made yet",
        },
      }),
    ],
  },
  {
    name: "is bought once",
    account,
    steps: [create(ON_SITE, bought), nextRun, diff(ON_SITE, { changes: false })],
  },
  { name: "is bought without a site", steps: [create(FLOATING, bought)] },
  {
    name: "that the account has under its external id is taken over, and not bought",
    steps: [
      create(
        {
          products: [
            plan("20000000-0000-4000-8000-000000000001", {
              catalogProductId: businessPlan,
              countryCode: "US",
            }),
          ],
          externalId: "sample-plan",
        },
        {
          id: SAMPLE,
        },
      ),
    ],
  },
  {
    name: "that is made again by the next run is not bought again",
    account,
    steps: [create(ON_SITE, bought), nextRun, create(ON_SITE, { outputs: { externalId: "crm-1" } })],
  },
  {
    name: "a product that the catalog does not have is an error",
    steps: [
      create(
        {
          ...FLOATING,
          products: [plan(undefined, { catalogProductId: "10000000-0000-4000-8000-0000000000ff" })],
        },
        {
          error: "10000000-0000-4000-8000-0000000000ff",
          halfMade: false,
          writes: [`${BUY} (refused)`],
        },
      ),
    ],
  },
  {
    name: "on another site differs in place, and is moved",
    account,
    steps: [
      create(ON_SITE, bought),
      nextRun,
      diff({ ...ON_SITE, products: [plan(secondSite)] }, { changes: true, replaces: [] }),
      update({ ...ON_SITE, products: [plan(secondSite)] }, { writes: [MOVE] }),
    ],
  },
  {
    name: "another product is refused, since it would be bought",
    account,
    steps: [
      create(FLOATING, bought),
      nextRun,
      diff(
        { ...FLOATING, products: [plan(undefined, { catalogProductId: businessPlan })] },
        { changes: true },
      ),
    ],
  },
  {
    name: "a longer cycle differs",
    account,
    steps: [
      create(FLOATING, bought),
      nextRun,
      diff({ ...FLOATING, products: [plan(undefined, { billingInfo: yearly(2) })] }, { changes: true }),
    ],
  },
  {
    name: "what becomes of it in the end differs in place, and is saved without a request",
    account,
    steps: [
      create(FLOATING, bought),
      nextRun,
      diff({ ...FLOATING, onDestroy: "cancel" }, { changes: true, replaces: [] }),
      update({ ...FLOATING, onDestroy: "cancel" }, {}),
    ],
  },
  {
    name: "is found again by a refresh",
    account,
    steps: [create(ON_SITE, bought), nextRun, read({ outputs: { externalId: "crm-1" } })],
  },
  {
    name: "that somebody else has moved is shown by a refresh",
    steps: [
      takeOver(SAMPLE, { id: SAMPLE }),
      others("resellers", "40000000-0000-4000-8000-000000000001", { of: "instance", siteId: null }),
      nextRun,
      read({ id: SAMPLE }),
    ],
  },
  {
    name: "that somebody else has cancelled is gone",
    steps: [
      takeOver(SAMPLE, { id: SAMPLE }),
      others("resellers", "40000000-0000-4000-8000-000000000001", {
        of: "instance",
        settle: { status: "CANCELED" },
      }),
      nextRun,
      read({ gone: true }),
    ],
  },
  { name: "is kept when its resource ends", account, steps: [create(ON_SITE, bought), nextRun, remove({})] },
  {
    name: "is cancelled when its resource ends, where the program says so",
    account,
    steps: [
      create({ ...ON_SITE, onDestroy: "cancel" }, bought),
      nextRun,
      remove({ writes: ["DELETE /resellers/v1/packages/{id}"] }),
    ],
  },
  {
    name: "that this run declares is not cancelled in it",
    account,
    steps: [create({ ...ON_SITE, onDestroy: "cancel" }, bought), remove({})],
  },
  {
    name: "is taken over by its GUID alone",
    steps: [takeOver(SAMPLE, { id: SAMPLE, inputs: { externalId: "sample-plan" } })],
  },
  {
    name: "that the account does not have cannot be taken over",
    steps: [takeOver(SAMPLE.replace(/1$/, "9"), { gone: true })],
  },
  {
    name: "an id that is no GUID is none of Wix's",
    steps: [takeOver("sample", { error: 'the id "sample" is no GUID. Write that of the package' })],
  },
];

export const PACKAGES = cases.map((one): Case => ({ type: "Package", ...one }));
