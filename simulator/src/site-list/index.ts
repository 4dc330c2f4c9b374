import { z } from "zod";
import { domainAssignments } from "../domain-assignments";
import { domainsOf, type State as AssignmentsState } from "../domain-assignments/roles";
import { type CallerRefusals, documented, family, inferred, seen } from "../kernel/family";
import type { Filter } from "../kernel/filter";
import { pageOf, type Queryable, querySchema } from "../kernel/query";
import { guidFrom } from "../kernel/random";
import { applicationError, json } from "../kernel/refusal";
import { routesOn } from "../kernel/route";
import type { SetBy } from "../kernel/world";
import { resellers } from "../resellers";
import { hasPremiumPlan } from "../resellers/instances";
import { sites } from "../sites";
import type { Site } from "../sites/state";

/** What Wix's texts on Query Sites disagree about. */
const settings = {
  /** A filter on `id`, on which clients rely: documented in 2022, said to be refused in 2026. */
  querySitesIdFilter: z.enum(["accepted", "rejected"]).default("accepted"),
  /** Which key of the answer holds the cursors: `metadata` in samples of 2026, `cursorPaging` in those of 2022. */
  querySitesPagingKey: z.enum(["metadata", "cursorPaging"]).default("metadata"),
  /** The most sites on one page, whatever limit is asked for. */
  sitesPerPage: z.int().min(1).max(100).default(100),
};

type State = AssignmentsState & SetBy<typeof settings>;

/** A site in Wix's words. */
const siteAnswer = (state: State, id: string, { appIds, ...site }: Site) => ({
  id,
  ...site,
  htmlAppId: site.htmlAppId ?? guidFrom(`html app of ${id}`),
  viewUrl: site.viewUrl ?? "",
  editUrl: site.editUrl ?? `/editor/${id}`,
  premium: hasPremiumPlan(state, id),
  domainConnected: domainsOf(state, id).length > 0,
});

const querySitesSchema = z.strictObject({ query: querySchema.prefault({}) }).optional();

/** How sites are queried (Query Sites in Wix's reference). */
const siteQueryable = ({ settings }: State): Queryable => ({
  filters: {
    ...(settings.querySitesIdFilter === "accepted" && { id: ["$eq", "$in"] as const }),
    folderId: ["$eq", "$exists"],
    editorType: ["$eq", "$in"],
    appIds: ["$hasAll", "$hasSome"],
    premium: ["$eq"],
    published: ["$eq"],
    namespace: ["$eq", "$in"],
    name: ["$phrase"],
    state: ["$eq"],
    domainConnected: ["$eq"],
  },
  sortable: ["createdDate", "updatedDate", "trashedDate", "displayName"],
  defaultSort: { fieldName: "createdDate", order: "ASC" },
  perPage: settings.sitesPerPage,
  emptyCursors: settings.emptyCursors,
});

/** What filters see of a site: some fields are searched for in more than one place. */
const searchable = (answer: ReturnType<typeof siteAnswer>, { appIds, trashedDate }: Site) => {
  const { name, displayName, viewUrl } = answer;
  return {
    ...answer,
    name: [name, displayName, viewUrl].join(" "),
    state: trashedDate === undefined ? "ACTIVE" : "TRASHED",
    appIds,
    answer,
  };
};

const querySites = routesOn<State>()({
  method: "POST",
  template: "/site-list/v2/sites/query",
  permission: "SITE_LIST.READ",
  body: querySitesSchema,
  accountOptional: true,
  handle({ world: { state }, caller, body, warn }) {
    if (body === undefined) warn("missing-body", "a query of all sites holds { query: {} }");
    const { query } = body ?? { query: {} };
    if (Object.hasOwn(query.filter ?? {}, "id"))
      warn("unproven-filter", "query.filter.id: Wix's texts differ on whether it is taken");
    const sites = Object.entries(state.sites)
      .filter(([, { ownerAccountId }]) => ownerAccountId === caller.accountId)
      .map(([id, site]) => searchable(siteAnswer(state, id, site), site));
    const isFollowUp = typeof query.cursorPaging?.cursor === "string";
    const asked = isFollowUp ? query : { ...query, filter: inNamespace(query.filter) };
    const { items, cursors } = pageOf(sites, asked, siteQueryable(state));
    const paging = { count: items.length, cursors, hasNext: typeof cursors.next === "string" };
    return json(200, {
      sites: items.map(({ answer }) => answer),
      [state.settings.querySitesPagingKey]: paging,
    });
  },
});

/** Sites of other namespaces, headless ones for instance, are shown to those only who ask for them. */
const inNamespace = (filter: Filter = {}): Filter => ({ namespace: "WIX", ...filter });

const callerRefusals: CallerRefusals = {
  key: (...breaches) => applicationError(401, "UNAUTHENTICATED", "no identity", ...breaches),
  account: (...breaches) => applicationError(403, "PERMISSION_DENIED", "no such account", ...breaches),
  permission: permission =>
    applicationError(403, "SITE_LIST_READ_FORBIDDEN", `the key lacks the permission ${permission}`),
};

/** Wix's list of an account's sites. */
export const siteList = family({
  name: "site-list",
  needs: [sites, resellers, domainAssignments],
  state: {},
  settings,
  callerRefusals,
  routes: [querySites],
  evidence: [
    documented("Missing or wrong key: 401"),
    inferred("Unknown account: 403"),
    seen("Without wix-account-id the sites of the key's own account are meant"),
    inferred("A query without a body finds all sites, with a warning"),
    seen("Missing permission: 403 SITE_LIST_READ_FORBIDDEN"),
    documented("Query shows sites of the namespace WIX unless another one is asked for"),
    seen("A filter on id is taken, with a warning"),
    documented("The same is refused (setting querySitesIdFilter)"),
    documented("$and and $or of filters"),
    inferred("fields and fieldsets are taken, and without effect"),
    seen("An empty cursor is null, or left out (setting emptyCursors)"),
    documented("Cursors stand under metadata, or under cursorPaging (setting querySitesPagingKey)"),
    inferred("A site is premium while a Premium plan on it can be used"),
    inferred("Sites in the trash are shown, with their trashedDate"),
    documented("name finds a phrase in name, display name and address, in any case"),
  ],
});
