import { useRef } from 'react';
import { newUuid } from '../logic/uuid.ts';

/**
 * The client key of a text, or an answer, that is sent: the same for the same one, so that sending it again writes it once; another
 * when it was changed meanwhile, so that the change is not lost. `done` makes the next one new.
 */
export function useKey(): { readonly of: (text: string) => string; readonly done: () => void } {
  const last = useRef({ text: '', key: '' });
  return {
    of: (text) => {
      if (last.current.key === '' || last.current.text !== text) last.current = { text, key: newUuid() };
      return last.current.key;
    },
    done: () => {
      last.current = { text: '', key: '' };
    },
  };
}
