/** The founders, who are no part of the imported roll. The first convenes, the second facilitates first. */
export const FOUNDERS = ['Ruth Adeyemi', 'Nasreen Akhtar', 'Tomasz Wiśniewski'] as const;

/** Whom the one who opens the sample is on the roll. */
export const CALLER = 'Robin Hale';

/** Imported, and have taken up their invitations. */
export const JOINED = [
  'Kwame Boateng',
  'Ivan Petrov',
  'Colin Marsh',
  'Siobhán Ní Dhomhnaill',
  'Gurpreet Kaur Dhillon',
  'Maria da Conceição Albuquerque de Vasconcelos e Sousa',
  'Nguyễn Thị Minh Khai',
  '王小明',
  'Екатерина Соколова',
  'محمد الحسيني',
  'ਹਰਜੀਤ ਸਿੰਘ ਢਿੱਲੋਂ',
  'Αλέξανδρος Παπαδόπουλος',
  '田中 美咲',
  'Oluwaseun Adébáyọ̀',
  'Þórdís Kolbrún Gylfadóttir',
  'Patrick O’Rourke',
  'Leila Haddad',
  'Dmytro Kovalenko',
  'Ana Lucía Fernández-Quintanilla Ruiz de Apodaca',
  'Winston Clarke',
  'Fatoumata Diallo',
  'Erik Lindqvist',
  'Bronagh McAllister',
  'Samir Patel',
  'Joyce Achieng',
  'Ömer Faruk Yılmaz',
  'Zofia Kamińska',
  'Deepak Raghunathan Venkataraman',
  'Carys Llewellyn',
  'Tendai Moyo',
  'Marek Horváth',
  'Hye-jin Park',
  'Beatriz Nogueira',
  'Abdirahman Warsame',
  'Gareth Pugh',
  'Shanice Grant',
  'Ludovic Étienne',
] as const;

/** Imported, and have not. */
export const NOT_JOINED = ['Denise Hartley', 'יוסף כהן', 'Mick Tully'] as const;

/** Invited one by one, after the founding. */
export const CONFIRMED_LATER = 'Ngozi Okonjo';
export const CHALLENGED = 'Dale Hurst';
export const WAITING = 'Mehwish Tariq';
/** Has left by now. */
export const LEAVES = 'Gareth Pugh';
/** About whom a motion is. */
export const ACCUSED = 'Colin Marsh';

/** The depot's list of members as it comes out of a spreadsheet. */
export function rollFile(): string {
  const names = [CALLER, ...JOINED, ...NOT_JOINED];
  const lines = names.map((name, i) => `DN-${String(401 + i * 3)},"${name}"`);
  return ['ref,name', ...lines].join('\r\n');
}
