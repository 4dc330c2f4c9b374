import { json } from "../http/answer";
import { defineRoute } from "../http/route";
import { pageOf } from "../query/page";
import { type Filter } from "../query/schema";
import { siteAnswer } from "./answer";
import { querySitesSchema, searchable, siteQueryable } from "./query";

const querySites = defineRoute({
  method: "POST",
  template: "/site-list/v2/sites/query",
  permission: "SITE_LIST.READ",
  body: querySitesSchema,
  handle({ world: { state }, caller, body: { query } }) {
    const sites = Object.entries(state.sites)
      .filter(([, { ownerAccountId }]) => ownerAccountId === caller.accountId)
      .map(([id, site]) => searchable(siteAnswer(state, id, site), site));
    const isFollowUp = typeof query.cursorPaging?.cursor === "string";
    const asked = isFollowUp ? query : { ...query, filter: inNamespace(query.filter) };
    const { items, cursors } = pageOf(sites, asked, siteQueryable(state));
    const paging = { count: items.length, cursors, hasNext: cursors.next !== null };
    return json(200, {
      sites: items.map(({ answer }) => answer),
      [state.settings.querySitesPagingKey]: paging,
    });
  },
});

export const siteRoutes = [querySites];

/** Sites of other namespaces, headless ones for instance, are shown to those only who ask for them. */
function inNamespace(filter: Filter = {}): Filter {
  return { namespace: "WIX", ...filter };
}
