/** What the record says of each kind of entry; registered under ENTRY_SENTENCES. */
export const ROTATION_SENTENCES: Readonly<Record<string, string>> = {
  'task.set': 'A task of the rota was set: {name}.',
  'guide.improved': '{member} improved the guide of a task.',
  'task.ended': 'A task of the rota was ended.',
  'skill.given': '{member} can do what a task asks for: {skill}.',
  'roster.announced':
    'A draw of shifts was announced for {drawsAt}; its seed is the root that this record will have then.',
  'draw.committed': '{member} committed to a value for the seed of the next draw.',
  'draw.revealed': '{member} revealed their value for the seed of the draw.',
  'roster.drawn': 'Shifts were drawn, from the root that this record had after {size} entries.',
  'roster.filled': 'Places whose holders had gone were filled again, from the seed of the last draw.',
  'shift.confirmed': '{member} confirmed a shift.',
  'shift.declined': '{member} gave up a shift; who steps in is drawn.',
  'shift.offered': '{member} offered a shift to all.',
  'shift.taken': '{member} took a shift that was offered to all.',
  'shift.swapped': 'Two members swapped shifts.',
  'shift.missed': 'A shift was missed; the work comes round again.',
  'shift.done': '{member} did a shift.',
};
