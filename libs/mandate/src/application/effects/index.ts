import type { MotionEffect } from '@plenary/motion';
import type { MandatePorts } from '../ports.js';
import { askDelegatesEffect } from './ask-delegates.js';
import { electDelegatesEffect } from './elect.js';
import { giveMandateEffect } from './give-mandate.js';
import { abolishOfficeEffect, changeOfficeEffect, createOfficeEffect } from './offices.js';
import { recallDelegateEffect } from './recall-delegate.js';
import { acceptReportEffect, censureReportEffect } from './reports.js';

/** What carried motions do about delegates; registered beside the effects of motions. */
export function mandateEffects(ports: MandatePorts): readonly MotionEffect[] {
  return [
    createOfficeEffect,
    changeOfficeEffect,
    abolishOfficeEffect,
    electDelegatesEffect(ports),
    giveMandateEffect,
    recallDelegateEffect(ports),
    acceptReportEffect,
    censureReportEffect,
    askDelegatesEffect,
  ];
}
