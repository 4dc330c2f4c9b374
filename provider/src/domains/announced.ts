/**
 * What the other domains of a class are told of one as it is constructed: one of them may be promoted, or be replaced,
 * before the check of another one has said that it is to stay.
 */
export const announcedOf = ({
  domain,
  connectionType,
  siteId,
  assignmentType,
  accountId,
}: {
  domain: unknown;
  connectionType?: unknown;
  siteId?: unknown;
  assignmentType?: unknown;
  accountId?: unknown;
}): object => ({ domain, connectionType, siteId, assignmentType, accountId });
