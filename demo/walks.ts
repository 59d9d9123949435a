/** One answer on the way through a tree: the label of a branch, and what the engineer wrote beside it. */
export interface DemoAnswer {
  readonly branch: string;
  readonly note?: string;
}

/** How the engineer with this ticket went through the tree of its problem, from its root. */
export interface DemoWalk {
  readonly ticketRef: string;
  readonly answers: readonly DemoAnswer[];
}

const verified: DemoAnswer = { branch: 'Verified on a known number' };

export const demoWalks: readonly DemoWalk[] = [
  {
    ticketRef: 'NW-48102',
    answers: [
      { branch: 'One room or floor', note: 'Second floor, 14 people and their phones. Ground floor works.' },
      { branch: 'Their switch is offline' },
      { branch: 'It stays down', note: 'Other outlet tried. Fans spin, no port lights after ten minutes.' },
    ],
  },
  {
    ticketRef: 'NW-48105',
    answers: [
      { branch: 'A mail from outside did not arrive' },
      { branch: 'Not listed at all', note: 'Three of their mails searched by sender and by subject.' },
      { branch: 'MX is right, test mail arrives', note: 'Asked the IT of the court for their log.' },
    ],
  },
  {
    ticketRef: 'NW-48109',
    answers: [
      { branch: 'One device' },
      { branch: 'By cable' },
      { branch: 'Up, full speed' },
      {
        branch: 'From another network, or an unknown DHCP server',
        note: 'My laptop gets 192.168.2.57 from 192.168.2.1 on the same socket.',
      },
      { branch: 'Cannot be found', note: 'MAC followed to port 17 of the cellar switch.' },
    ],
  },
  {
    ticketRef: 'NW-48113',
    answers: [
      { branch: 'Pages come out, but wrong' },
      { branch: 'Panel page is fine, pages of symbols (%-12345X, PCL XL error)' },
      {
        branch: 'It still fails or the driver is blocked',
        note: 'Universal driver v7, then v6: both the same.',
      },
    ],
  },
  {
    ticketRef: 'NW-48117',
    answers: [
      { branch: 'One to three days', note: 'Last good point is 51 hours old.' },
      { branch: 'Client informed', note: 'Dr Nair, by mail 09:20.' },
      { branch: 'VSS, guest processing, "cannot create a shadow copy"' },
      { branch: 'SQL Server writer is missing' },
      { branch: 'Still missing', note: 'Service runs, restarted twice.' },
    ],
  },
  {
    ticketRef: 'NW-48121',
    answers: [
      { branch: 'One room or floor', note: 'Hall B only.' },
      { branch: 'Switch online, lights flicker all at once' },
      { branch: 'No loop, but losses' },
      { branch: 'Errors remain', note: 'CRC on gi1/0/22 rises by thousands when the lathe starts.' },
    ],
  },
  {
    ticketRef: 'NW-48124',
    answers: [
      { branch: 'Everyone who uses it' },
      { branch: 'Ready, configuration page prints' },
      { branch: 'Same address, port 9100 answers' },
      { branch: 'One job in error, printing or deleting' },
      {
        branch: 'Spooler stops by itself',
        note: 'Event 7031, 20 seconds after every start. Queue cleared three times.',
      },
    ],
  },
  {
    ticketRef: 'NW-48128',
    answers: [
      verified,
      { branch: 'Account locked (50053)' },
      { branch: "The user's own phone, laptop or saved password" },
      { branch: 'Locked again', note: 'Phone and PC cleaned, locked again after nine minutes.' },
      { branch: 'A server or a service account', note: 'Event 4740 names CPE-TS02.' },
    ],
  },
  {
    ticketRef: 'NW-48131',
    answers: [
      { branch: 'One room or floor' },
      { branch: 'Only Wi-Fi in this area', note: 'Wired computers in the library work.' },
      { branch: 'Connected with a good signal' },
      { branch: '169.254.x.x' },
      { branch: 'Nobody in this VLAN gets one', note: 'Requests of the library never reach the server.' },
    ],
  },
  {
    ticketRef: 'NW-48134',
    answers: [
      {
        branch: 'Verified on a known number',
        note: 'Called back on the school number, the head vouched in person.',
      },
      { branch: 'MFA: no prompt or new phone (50074, 50076)' },
      { branch: 'Registration is refused' },
      { branch: 'A policy that should not apply', note: 'It wants MFA to register MFA.' },
    ],
  },
  {
    ticketRef: 'NW-48138',
    answers: [
      { branch: 'No answer: times out or "unreachable"' },
      { branch: 'Others are connected' },
      { branch: 'Resolves, port 443 fails' },
      { branch: 'Works over the phone', note: 'New router from the provider since yesterday, DS-Lite.' },
    ],
  },
  {
    ticketRef: 'NW-48140',
    answers: [
      { branch: 'One to three days' },
      { branch: 'Client informed' },
      { branch: 'Not enough space on the repository', note: '3 % free.' },
      {
        branch: 'One machine with huge increments',
        note: 'TDW-WMS: from 18 GB to 240 GB a night since Friday.',
      },
      { branch: 'Migration or update, expected' },
    ],
  },
  {
    ticketRef: 'NW-48143',
    answers: [
      { branch: 'One room or floor' },
      { branch: 'Only Wi-Fi in this area' },
      { branch: 'Signal under 50 % or far channel load', note: '-78 dBm in aisle 9.' },
      { branch: 'Dead spot in the building', note: 'AP-04 is behind steel since the racks were raised.' },
    ],
  },
  {
    ticketRef: 'NW-48147',
    answers: [
      { branch: 'The whole site' },
      { branch: 'Everything lit' },
      { branch: 'Interface down or no public address' },
      { branch: 'Line stays down', note: 'Modem and ONT restarted in order, LOS stays red.' },
      { branch: 'No backup line', note: 'Fault 7731-204, repair "within 24 hours".' },
    ],
  },
  {
    ticketRef: 'NW-48150',
    answers: [
      { branch: 'A non-delivery report came back' },
      { branch: '5.7.1, 5.7.23, 5.7.26: not authorised, SPF, DMARC' },
      { branch: 'SPF, DKIM or DMARC is missing or wrong', note: 'The new software is in none of them.' },
    ],
  },
  {
    ticketRef: 'NW-48152',
    answers: [
      { branch: 'Everybody works, but slowly' },
      { branch: 'Files on the server as well' },
      { branch: 'Errors remain', note: 'One leg of the bundle came up at 1 GbE. Module reseated, same.' },
    ],
  },
  {
    ticketRef: 'NW-48156',
    answers: [
      {
        branch: 'Pages come out, but wrong',
        note: 'Right edge is missing, test page from the panel is fine.',
      },
      { branch: 'Wrong tray, size, one-sided or colour' },
      { branch: 'Output is right', note: 'Default is "oversize: A1" now.' },
    ],
  },
  {
    ticketRef: 'NW-48159',
    answers: [
      { branch: 'Connects, but nothing can be reached' },
      { branch: 'Small things work, files and web pages hang' },
      { branch: 'No size gets through', note: 'Largest ping is 1252. With MTU 1280 drawings hang at 60 %.' },
    ],
  },
  {
    ticketRef: 'NW-48163',
    answers: [{ branch: 'Mails the user never sent', note: 'Sessions revoked, sign-in blocked at 10:12.' }],
  },
  {
    ticketRef: 'NW-48166',
    answers: [
      { branch: 'Outlook itself does not work' },
      { branch: 'Works on the web' },
      { branch: 'Asks for the password again and again' },
      { branch: 'AzureAdPrt stays NO', note: 'NO on the three reinstalled laptops, YES on the other five.' },
    ],
  },
  {
    ticketRef: 'NW-48170',
    answers: [
      { branch: 'Connects, drops after a while' },
      { branch: 'Always after the same time (1 h, 8 h, 24 h)', note: 'Exactly eight hours, to the minute.' },
    ],
  },
  {
    ticketRef: 'NW-48173',
    answers: [
      { branch: 'Younger than 24 hours', note: 'Local points only. The offsite copy stopped five days ago.' },
      { branch: 'Corrupt data, CRC, "decompression"' },
      {
        branch: 'Disk or RAID errors',
        note: 'Events 51 and 153 in the hundreds, 1,412 reallocated sectors on disk 2.',
      },
    ],
  },
  {
    ticketRef: 'NW-48177',
    answers: [
      { branch: 'Certificate error' },
      { branch: "The gateway's: expired or wrong name", note: 'Ran out at 06:59.' },
    ],
  },
  {
    ticketRef: 'NW-48180',
    answers: [
      verified,
      { branch: 'Access blocked by policy (53000, 53003)' },
      { branch: 'Device is not compliant' },
      { branch: 'Stays not compliant after a sync', note: 'Three syncs, a restart, an hour of waiting.' },
    ],
  },
  {
    ticketRef: 'NW-48184',
    answers: [
      { branch: 'A non-delivery report came back' },
      {
        branch: '5.2.2: mailbox full',
        note: 'The full one is a shared mailbox of theirs, closed last year.',
      },
      { branch: 'There is room, mail flows', note: 'Sent to the right address.' },
    ],
  },
  {
    ticketRef: 'NW-48187',
    answers: [
      { branch: 'Only this user or computer', note: 'Nurse station 2. The office next door prints.' },
      { branch: 'Paused or offline' },
      { branch: 'It goes offline again' },
      { branch: 'Same address, no answer', note: 'Port 9100 answers from the server, not from the station.' },
    ],
  },
  {
    ticketRef: 'NW-48190',
    answers: [
      verified,
      { branch: 'Windows only: trust relationship or no logon servers' },
      { branch: 'Secure channel is broken' },
      { branch: 'Repair fails', note: 'Object not found.' },
    ],
  },
  {
    ticketRef: 'NW-48194',
    answers: [
      { branch: 'Everybody works, but slowly' },
      { branch: 'Calls are choppy, the rest is fine' },
      { branch: 'Backup, cloud sync or updates', note: 'The tills upload their journal every five minutes.' },
      { branch: 'Still slow', note: 'They cannot upload at another time.' },
    ],
  },
  {
    ticketRef: 'NW-48197',
    answers: [
      verified,
      { branch: 'MFA: no prompt or new phone (50074, 50076)' },
      {
        branch: 'Prompts the user did not cause',
        note: '02:11, 02:13 and 03:40, all refused, screenshots are in the ticket.',
      },
    ],
  },
  {
    ticketRef: 'NW-48201',
    answers: [
      {
        branch: 'Points have been deleted, or files have strange extensions',
        note: 'Backup server is off the network since 08:55.',
      },
      { branch: 'Yes, or not sure', note: '22 points on Sunday at 04:07, from a till.' },
    ],
  },
];
