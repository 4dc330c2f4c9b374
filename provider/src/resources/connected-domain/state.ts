import { pickArguments } from "../../core/fields";
import { present } from "../../core/present";
import { placementFound } from "../../domains/drift";
import type { SetupInfo, WireConnectedDomain } from "../../wix/connected-domains";
import { FIELDS } from "./fields";
import type { DomainRecords } from "./records";
import { CONNECTION_TYPES, type ConnectedDomainInputs } from "./schema";

/** What is known of the records that make the domain work. */
export interface Setup extends DomainRecords {
  setupInfo: SetupInfo;
}

export interface ConnectedDomainState extends ConnectedDomainInputs, Partial<Setup> {
  dnsPropagationStatus?: string;
}

export const stateOf = (
  inputs: ConnectedDomainInputs,
  { dnsPropagationStatus }: WireConnectedDomain,
  setup: Setup | undefined,
): ConnectedDomainState => ({
  ...pickArguments(FIELDS, inputs),
  ...present({ dnsPropagationStatus }),
  ...setup,
});

/** What the last run knew of the records; undefined where it did not get so far. */
export const savedSetup = ({
  setupInfo,
  requiredRecords,
  zoneRecords,
}: Partial<ConnectedDomainState>): Setup | undefined =>
  setupInfo && requiredRecords && zoneRecords && { setupInfo, requiredRecords, zoneRecords };

export const connectionTypeOf = ({ connectionType }: WireConnectedDomain) =>
  CONNECTION_TYPES.find(type => type === connectionType);

/** The inputs that a program would have to declare to get what was found. */
export const inputsFound = (
  domain: string,
  seen: WireConnectedDomain,
  state: Partial<ConnectedDomainInputs>,
): ConnectedDomainInputs => {
  const { suppressNotifications, waitFor, force, accountId } = state;
  return present({
    domain,
    connectionType: connectionTypeOf(seen),
    ...placementFound(seen.site, state.domain === undefined ? undefined : state),
    suppressNotifications,
    waitFor,
    force,
    accountId,
  });
};
