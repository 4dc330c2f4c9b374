import { initialState, type StateDocument } from "../../../simulator/src";
import { accountId } from "../../support/world";

/** A site with a Premium plan, and one without. */
export const SITE = "20000000-0000-4000-8000-000000000001";
export const FREE_SITE = "20000000-0000-4000-8000-000000000002";
/** A second site with a Premium plan. */
export const OTHER_SITE = "20000000-0000-4000-8000-00000000000b";

/** Floating product instances that pay for one .com domain each. */
export const INSTANCE = "40000000-0000-4000-8000-00000000000a";
export const OTHER_INSTANCE = "40000000-0000-4000-8000-00000000000b";

const COM = "10000000-0000-4000-8000-000000000003";
const PLAN = "10000000-0000-4000-8000-000000000002";
const DATE = "2025-01-01T00:00:00.000Z";

type Packages = NonNullable<NonNullable<StateDocument["resellers"]>["packages"]>;

const owned = (instanceId: string, catalogProductId: string, siteId?: string): Packages[number] => ({
  id: instanceId.replace(/^4/, "3"),
  accountId,
  productInstances: [
    {
      instanceId,
      catalogProductId,
      ...(siteId !== undefined && { siteId }),
      status: "ENABLED",
      billingInfo: { type: "RECURRING", cycleDuration: { unit: "YEAR", count: 1 } },
      countryCode: "US",
      createdDate: DATE,
      updatedDate: DATE,
    },
  ],
  createdDate: DATE,
  updatedDate: DATE,
});

/** The simulator's first account with two paid .com domains to register, and two sites with a plan. */
export const account = (settings: StateDocument["settings"] = {}): StateDocument => {
  const state = initialState();
  const packages = state.resellers?.packages ?? [];
  const site = state.sites?.[SITE];
  if (site === undefined) throw new Error("the simulator has no site with a plan");
  return {
    ...state,
    settings,
    sites: { ...state.sites, [OTHER_SITE]: { ...site, name: "patisserie" } },
    resellers: {
      ...state.resellers,
      packages: [
        ...packages,
        owned(INSTANCE, COM),
        owned(OTHER_INSTANCE, COM),
        owned("40000000-0000-4000-8000-00000000000c", PLAN, OTHER_SITE),
      ],
    },
  };
};

/** The instances were bought this moment, and take four minutes to become active. */
export const awaitingActivation = (): StateDocument => {
  const now = "2026-02-01T10:00:00.000Z";
  const state = account({ activationMs: 240_000 });
  for (const { productInstances } of state.resellers?.packages ?? [])
    for (const instance of productInstances) instance.createdDate = now;
  return { ...state, now };
};

export const contacts = {
  registrant: {
    firstName: "Ada",
    lastName: "Baker",
    email: "ada.baker@example.net",
    address: "1 Mill Street",
    city: "Boston",
    subdivisionCode: "MA",
    postalCode: "02101",
    countryCode: "US",
    phone: "+16175550142",
  },
};

/** Of the right form, and not accepted by the registrar. */
export const wrongContacts = { registrant: { ...contacts.registrant, postalCode: "ABCDE" } };

export const DOMAIN = "example-bakery.com";

export const registration = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  domain: DOMAIN,
  productInstanceId: INSTANCE,
  contacts,
  ...more,
});
