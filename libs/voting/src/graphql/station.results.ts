import { RecentlyRecoveredObject, RightNotHeldObject } from '@plenary/assembly';
import { rejectionType, resultUnion } from '@plenary/platform/graphql';
import { BallotReceiptObject } from './ballot.objects.js';
import { BallotInvalid, NotOnRoll, PollNotOpenObject, TooManyChanges } from './results.js';
import { CheckOffObject, OpenedStationObject, StationObject } from './station.objects.js';

const TellerConcerned = rejectionType(
  'TELLER_CONCERNED',
  'The poll is on the caller, or the caller stands in it: others tell at its stations.',
);
const TellerGone = rejectionType('TELLER_GONE', 'One of the station’s tellers may not tell any more.');
const AlreadyTelling = rejectionType(
  'ALREADY_TELLING',
  'The caller has opened a station for this poll that is not closed, or the token was another station’s.',
);
const StationCodeInvalid = rejectionType(
  'STATION_CODE_INVALID',
  'No station of this poll waits for this code: mistyped, used, older than 10 minutes, or the caller’s own.',
);
const StationNotOpen = rejectionType(
  'STATION_NOT_OPEN',
  'The station lacks its second teller, or has closed.',
);
const StationBusy = rejectionType(
  'STATION_BUSY',
  'Somebody is checked off at the station already: one voter at a time. Or the client’s key was used for another member.',
);
const OtherTellerConfirms = rejectionType(
  'OTHER_TELLER_CONFIRMS',
  'The caller asked for this check-off: the other teller confirms it.',
);
const NotCheckedOff = rejectionType('NOT_CHECKED_OFF', 'The other teller has not confirmed the check-off.');
const CheckOffOver = rejectionType(
  'CHECK_OFF_OVER',
  'It was withdrawn or has lapsed, or a ballot was cast by it.',
);
const AlreadyVoted = rejectionType(
  'ALREADY_VOTED',
  'The member has voted already: in a secret poll at all, in a roll call on their own phone. That vote stands, and the check-off is over.',
);

const MAY_TELL = [RightNotHeldObject, TellerConcerned, RecentlyRecoveredObject, PollNotOpenObject];
const AT_STATION = [...MAY_TELL, StationNotOpen, TellerGone];

export const OpenStationResult = resultUnion(
  'OpenStationResult',
  OpenedStationObject,
  [...MAY_TELL, AlreadyTelling],
  'The station that waits for its second teller, or why not',
);
export const JoinStationResult = resultUnion(
  'JoinStationResult',
  StationObject,
  [...MAY_TELL, StationCodeInvalid, TellerGone],
  'The open station, or why not',
);
export const CheckOffResult = resultUnion(
  'CheckOffResult',
  CheckOffObject,
  [...AT_STATION, StationBusy, NotOnRoll],
  'The check-off that waits for the other teller, or why not',
);
export const ConfirmCheckOffResult = resultUnion(
  'ConfirmCheckOffResult',
  CheckOffObject,
  [...AT_STATION, OtherTellerConfirms, CheckOffOver],
  'The check-off by which the member may vote, or why not',
);
export const WithdrawCheckOffResult = resultUnion(
  'WithdrawCheckOffResult',
  CheckOffObject,
  [...AT_STATION, CheckOffOver],
  'The check-off that is over, or why not',
);
export const CastAtStationResult = resultUnion(
  'CastAtStationResult',
  BallotReceiptObject,
  [
    PollNotOpenObject,
    StationNotOpen,
    TellerGone,
    NotCheckedOff,
    CheckOffOver,
    AlreadyVoted,
    BallotInvalid,
    RecentlyRecoveredObject,
    TooManyChanges,
  ],
  'A receipt, or why the ballot was not taken',
);
