import { z } from "zod";
import { type State } from "../account/state";
import { type Queryable } from "../query/page";
import { querySchema } from "../query/schema";
import { type siteAnswer } from "./answer";
import { type Site } from "./state";

export const querySitesSchema = z.strictObject({ query: querySchema.prefault({}) });

/** How sites are queried (sites.md, "Query Sites"). */
export function siteQueryable({ settings }: State): Queryable {
  return {
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
  };
}

/** What filters see of a site: some fields are searched for in more than one place. */
export function searchable(answer: ReturnType<typeof siteAnswer>, { appIds, trashedDate }: Site) {
  const { name, displayName, viewUrl } = answer;
  return {
    ...answer,
    name: [name, displayName, viewUrl].join(" "),
    state: trashedDate === undefined ? "ACTIVE" : "TRASHED",
    appIds,
    answer,
  };
}
