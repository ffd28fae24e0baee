import { registerEnumType } from '@nestjs/graphql';

export const StationStateEnum = { WAITING: 'waiting', OPEN: 'open', CLOSED: 'closed' } as const;
registerEnumType(StationStateEnum, {
  name: 'StationState',
  description: 'Whether members can vote at a station.',
  valuesMap: {
    WAITING: { description: 'It waits for its second teller.' },
    OPEN: { description: 'Members are checked off and vote there.' },
    CLOSED: { description: 'A teller closed it, or its poll has ended.' },
  },
});

export const CheckOffStateEnum = {
  ASKED: 'asked',
  CONFIRMED: 'confirmed',
  VOTED: 'voted',
  REFUSED: 'refused',
  WITHDRAWN: 'withdrawn',
  LAPSED: 'lapsed',
} as const;
registerEnumType(CheckOffStateEnum, {
  name: 'CheckOffState',
  description: 'How a check-off stands.',
  valuesMap: {
    ASKED: { description: 'One teller asked; the other has yet to confirm.' },
    CONFIRMED: { description: 'Both tellers said so: the member may vote at the device.' },
    VOTED: { description: 'A ballot was cast by it.' },
    REFUSED: { description: 'The member had voted before; that vote stands.' },
    WITHDRAWN: { description: 'A teller took it back, or closed the station.' },
    LAPSED: { description: 'Nothing was done with it in its time.' },
  },
});
