import { Injectable } from '@nestjs/common';

/** What this process is entering for the sample, for the screen of whoever asked for it. Nothing depends on it. */
@Injectable()
export class SampleProgress {
  step: string | null = null;
}
