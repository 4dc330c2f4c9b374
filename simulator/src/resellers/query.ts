import { type State } from "../account/state";
import { type Queryable } from "../query/page";
import { type Filters } from "../query/filter";

const IDENTITY = ["$eq", "$ne", "$in", "$exists"] as const;
const INSTANT = ["$eq", "$ne", "$gt", "$lt", "$gte", "$lte"] as const;
const OF_INSTANCES = ["$hasSome", "$hasAll"] as const;

const INSTANCE_FIELDS = [
  "instanceId",
  "siteId",
  "catalogProductId",
  "status",
  "failure",
  "failure.code",
  "failure.message",
  "billingInfo",
  "billingInfo.type",
  "billingInfo.cycleDuration",
  "billingInfo.cycleDuration.unit",
  "billingInfo.cycleDuration.count",
  "createdDate",
  "updatedDate",
  "countryCode",
];

const FILTERS: Filters = {
  id: IDENTITY,
  accountId: IDENTITY,
  externalId: IDENTITY,
  createdDate: INSTANT,
  updatedDate: INSTANT,
  productInstances: OF_INSTANCES,
  ...Object.fromEntries(INSTANCE_FIELDS.map(field => [`productInstances.${field}`, OF_INSTANCES])),
};

/** How packages are queried (resellers.md, "Query Packages"). */
export function packageQueryable({ settings }: State): Queryable {
  return {
    filters: FILTERS,
    sortable: ["createdDate", "updatedDate"],
    defaultSort: { fieldName: "createdDate", order: "DESC" },
    perPage: settings.packagesPerPage,
  };
}
