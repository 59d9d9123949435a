import type { Role } from '../src/kernel/viewer.ts';

/** Everything of the demo account that is not a tree. All names are made up. */

export interface DemoPerson {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

export interface DemoClient {
  readonly name: string;
  /** What the company does; for whoever writes more problems. */
  readonly business: string;
}

export interface DemoProblem {
  readonly ticketRef: string;
  /** Name of one of `demoClients`. */
  readonly clientName: string;
  readonly problem: string;
  /** Title of the tree in `demo/trees/` that fits. */
  readonly treeTitle: string;
}

/** What an engineer wrote when handing over the problem with this ticket reference. */
export interface DemoEscalation {
  readonly ticketRef: string;
  readonly priority: 'LOW' | 'NORMAL' | 'HIGH' | 'URGENT';
  readonly engineerNotes: string;
}

/** What a senior wrote when giving an escalation back to its maker. */
export interface DemoGuidance {
  readonly ticketRef: string;
  readonly guidance: string;
}

/** What the claimer of an escalation wrote down while working on it. */
export interface DemoWorkNote {
  readonly ticketRef: string;
  readonly text: string;
}

/** How a problem ended. */
export interface DemoSummary {
  readonly ticketRef: string;
  readonly outcome: 'RESOLVED' | 'UNRESOLVED';
  readonly summary: string;
}

export const demoAccountName = 'Northwind IT Services';

export const demoPeople: readonly DemoPerson[] = [
  { name: 'Olivia Brandt', email: 'olivia.brandt@northwind.example', role: 'OWNER' },
  { name: 'Adam Kowalski', email: 'adam.kowalski@northwind.example', role: 'ADMIN' },
  { name: 'Grace Okafor', email: 'grace.okafor@northwind.example', role: 'ENGINEER' },
  { name: 'Mateo Silva', email: 'mateo.silva@northwind.example', role: 'ENGINEER' },
  { name: 'Priya Raman', email: 'priya.raman@northwind.example', role: 'ENGINEER' },
  { name: 'Jonas Lindqvist', email: 'jonas.lindqvist@northwind.example', role: 'ENGINEER' },
  { name: 'Ellie Tran', email: 'ellie.tran@northwind.example', role: 'ENGINEER' },
  { name: 'Victor Haas', email: 'victor.haas@northwind.example', role: 'VIEWER' },
];

export const demoClients: readonly DemoClient[] = [
  { name: 'Harbour & Finch Solicitors', business: 'law firm, 45 people in two offices' },
  { name: 'Brightwater Dental Group', business: 'five dental practices' },
  { name: 'Calder Precision Engineering', business: 'machine shop, 80 people, two shifts' },
  { name: 'Mosswood Primary School', business: 'school, 30 staff, 400 pupils' },
  { name: 'Tidewell Logistics', business: 'haulier with a warehouse that runs at night' },
  { name: 'Oakridge Veterinary Clinic', business: 'animal hospital with an emergency service' },
  { name: 'Lumen Architects', business: 'architects, large CAD files' },
  { name: 'Redfern Estate Agents', business: 'estate agents with six branches' },
  { name: 'Pellegrini Foods', business: 'wholesaler with a cold store' },
  { name: 'Kestrel Accountancy', business: 'accountants, busy before every deadline' },
  { name: 'St. Alban Care Homes', business: 'three care homes, round the clock' },
  { name: 'Fjord Outdoor Retail', business: 'nine shops and a web shop' },
];

const network = 'No network or slow network at a client site';
const mail = 'Mail is missing, bounces or Outlook does not work';
const printing = 'Printer does not print';
const vpn = 'VPN does not connect or keeps dropping';
const identity = 'User cannot sign in';
const backup = 'Backup job failed';

export const demoProblems: readonly DemoProblem[] = [
  {
    ticketRef: 'NW-48102',
    clientName: 'Harbour & Finch Solicitors',
    problem:
      'Second floor has had no network since 08:40. Phones on the same switch are dark. About 14 people.',
    treeTitle: network,
  },
  {
    ticketRef: 'NW-48105',
    clientName: 'Harbour & Finch Solicitors',
    problem:
      'Mails from the county court have not arrived since Monday; the court says they were sent. A filing date is at stake.',
    treeTitle: mail,
  },
  {
    ticketRef: 'NW-48109',
    clientName: 'Brightwater Dental Group',
    problem:
      'X-ray workstation in room 3 at the Mill Lane practice gets a 169.254 address, the server with the images cannot be reached.',
    treeTitle: network,
  },
  {
    ticketRef: 'NW-48113',
    clientName: 'Brightwater Dental Group',
    problem:
      'Appointment cards come out of the reception printer as pages full of symbols since this morning.',
    treeTitle: printing,
  },
  {
    ticketRef: 'NW-48117',
    clientName: 'Brightwater Dental Group',
    problem:
      'Backup of the practice server BDG-SQL01 has failed two nights running: "Failed to create VSS snapshot".',
    treeTitle: backup,
  },
  {
    ticketRef: 'NW-48121',
    clientName: 'Calder Precision Engineering',
    problem:
      'CNC machines lose the connection to the program server several times per shift, only in hall B.',
    treeTitle: network,
  },
  {
    ticketRef: 'NW-48124',
    clientName: 'Calder Precision Engineering',
    problem:
      'Label printer at goods-in prints nothing, queue on the print server shows "Error - Printing". Lorries are waiting.',
    treeTitle: printing,
  },
  {
    ticketRef: 'NW-48128',
    clientName: 'Calder Precision Engineering',
    problem: 'Production manager locked out of his account every ten minutes since he changed his password.',
    treeTitle: identity,
  },
  {
    ticketRef: 'NW-48131',
    clientName: 'Mosswood Primary School',
    problem: 'Tablets in the library join the Wi-Fi but do not get an address. Works in the classrooms.',
    treeTitle: network,
  },
  {
    ticketRef: 'NW-48134',
    clientName: 'Mosswood Primary School',
    problem:
      'School secretary has a new phone and cannot answer the MFA prompt. Registration of new pupils closes at noon.',
    treeTitle: identity,
  },
  {
    ticketRef: 'NW-48138',
    clientName: 'Tidewell Logistics',
    problem:
      'Night dispatcher cannot connect the VPN from home: "The server is unreachable". Colleagues are connected.',
    treeTitle: vpn,
  },
  {
    ticketRef: 'NW-48140',
    clientName: 'Tidewell Logistics',
    problem:
      'Repository TDW-REP01 is at 3 % free, all jobs failed at 02:15 with "not enough space on the disk".',
    treeTitle: backup,
  },
  {
    ticketRef: 'NW-48143',
    clientName: 'Tidewell Logistics',
    problem:
      'Hand scanners in aisles 7 to 12 drop off the Wi-Fi; pickers have to walk back to the desk for every order.',
    treeTitle: network,
  },
  {
    ticketRef: 'NW-48147',
    clientName: 'Oakridge Veterinary Clinic',
    problem:
      'Whole clinic is offline, modem shows a red light. Emergency patients are coming in without their records.',
    treeTitle: network,
  },
  {
    ticketRef: 'NW-48150',
    clientName: 'Oakridge Veterinary Clinic',
    problem:
      'Laboratory results by mail bounce with 5.7.26 for everyone who writes from the new practice software.',
    treeTitle: mail,
  },
  {
    ticketRef: 'NW-48152',
    clientName: 'Lumen Architects',
    problem:
      'Opening drawings from the server takes minutes since the weekend; last week it took seconds. Internet is fast.',
    treeTitle: network,
  },
  {
    ticketRef: 'NW-48156',
    clientName: 'Lumen Architects',
    problem: 'Plotter prints A1 plans cut off at the right edge, test page from the panel is fine.',
    treeTitle: printing,
  },
  {
    ticketRef: 'NW-48159',
    clientName: 'Lumen Architects',
    problem: 'Partner on a building site abroad connects to the VPN, small files open, drawings hang at 5 %.',
    treeTitle: vpn,
  },
  {
    ticketRef: 'NW-48163',
    clientName: 'Redfern Estate Agents',
    problem:
      'Sellers receive mails with changed bank details from the address of our negotiator. She did not send them.',
    treeTitle: mail,
  },
  {
    ticketRef: 'NW-48166',
    clientName: 'Redfern Estate Agents',
    problem:
      'Outlook in the Castle Street branch asks for the password over and over for three of eight people.',
    treeTitle: mail,
  },
  {
    ticketRef: 'NW-48170',
    clientName: 'Pellegrini Foods',
    problem:
      'Cold store office: VPN to head office disconnects every day exactly eight hours after connecting.',
    treeTitle: vpn,
  },
  {
    ticketRef: 'NW-48173',
    clientName: 'Pellegrini Foods',
    problem: 'Offsite copy has not run for five days, last session says "CRC error" on disk 2 of PEL-FS01.',
    treeTitle: backup,
  },
  {
    ticketRef: 'NW-48177',
    clientName: 'Kestrel Accountancy',
    problem:
      'Nobody can connect to the VPN since 07:00, "certificate has expired". Twenty people work from home today.',
    treeTitle: vpn,
  },
  {
    ticketRef: 'NW-48180',
    clientName: 'Kestrel Accountancy',
    problem:
      'Two colleagues get "You cannot access this right now" after signing in; their laptops were set up last week.',
    treeTitle: identity,
  },
  {
    ticketRef: 'NW-48184',
    clientName: 'Kestrel Accountancy',
    problem:
      'Payslips to a large client come back: "5.2.2 mailbox full". The client says theirs is nearly empty.',
    treeTitle: mail,
  },
  {
    ticketRef: 'NW-48187',
    clientName: 'St. Alban Care Homes',
    problem:
      'Medication sheets do not print on the first floor of Elm House (nurse station 2). Needed for the 18:00 round.',
    treeTitle: printing,
  },
  {
    ticketRef: 'NW-48190',
    clientName: 'St. Alban Care Homes',
    problem:
      'Night nurse cannot sign in to Windows: "The trust relationship between this workstation and the primary domain failed".',
    treeTitle: identity,
  },
  {
    ticketRef: 'NW-48194',
    clientName: 'Fjord Outdoor Retail',
    problem:
      'Card terminals and tills in the harbour shop work, but every call on the VoIP phones is choppy since the new tills came.',
    treeTitle: network,
  },
  {
    ticketRef: 'NW-48197',
    clientName: 'Fjord Outdoor Retail',
    problem: 'Buyer gets MFA prompts at night that she did not cause, three nights in a row.',
    treeTitle: identity,
  },
  {
    ticketRef: 'NW-48201',
    clientName: 'Fjord Outdoor Retail',
    problem:
      'Restore points of FJO-ERP are gone from the console; somebody seems to have deleted them on Sunday.',
    treeTitle: backup,
  },
];

export const demoEscalations: readonly DemoEscalation[] = [
  {
    ticketRef: 'NW-48102',
    priority: 'HIGH',
    engineerNotes:
      'Switch HF-SW-2F does not come back. UPS beeps but has load; I had the receptionist try another outlet, fans spin, no port lights after ten minutes. Spare of the same model is in our stock (shelf C2), config backup from last Thursday is in the documentation. Rack key is with Mrs Doyle at reception until 17:00.',
  },
  {
    ticketRef: 'NW-48105',
    priority: 'HIGH',
    engineerNotes:
      'Message trace knows nothing of the mails, MX is right, my own test arrives. The court\'s IT sent their log: our gateway answered "451 4.7.1 temporarily deferred" 31 times. I cannot see the greylisting settings of the gateway with my rights. Filing date is tomorrow at noon, the partner calls every hour.',
  },
  {
    ticketRef: 'NW-48109',
    priority: 'NORMAL',
    engineerNotes:
      'Cable and port are good, my laptop gets an address on the same socket, but from 192.168.2.x with server 192.168.2.1, which is not ours. MAC starts with a consumer router. I followed it to port 17 of the cellar switch and there it ends at an unlabelled patch panel. I need someone who knows the old wiring before I shut the port: the alarm panel may hang on it too.',
  },
  {
    ticketRef: 'NW-48113',
    priority: 'LOW',
    engineerNotes:
      'PCL XL error on every job from the practice software, Windows test page is fine. Universal driver v7 and v6 tried, both the same. The software prints through its own XPS filter, and their hotline says "printer problem". The other reception printer is set as default meanwhile, so nobody is stuck.',
  },
  {
    ticketRef: 'NW-48117',
    priority: 'HIGH',
    engineerNotes:
      'SqlServerWriter is not listed. Service runs, restarted twice. Found a database called "XRAY_ARCHIVE " with a space at the end, created on Tuesday by the x-ray vendor. I do not want to rename a vendor database on a live practice server. Last good point is 51 hours old, client is informed (Dr Nair, by mail 09:20).',
  },
  {
    ticketRef: 'NW-48121',
    priority: 'NORMAL',
    engineerNotes:
      'Drops happen at 06:10, 10:40, 14:05, which is when the big lathe starts. CRC errors on gi1/0/22 jump by thousands each time. New patch lead on both ends, no difference; the run to hall B is copper along the crane rail, 80 m. I think it wants fibre, but the plant manager wants to hear that from a senior.',
  },
  {
    ticketRef: 'NW-48124',
    priority: 'URGENT',
    engineerNotes:
      'Spooler on CPE-PRINT crashes 20 seconds after every start, event 7031, faulting module is the label driver. I cleared the queue three times. All 60 users print through this server, so everybody is down now, not only goods-in. Four lorries in the yard. I have not removed the driver because I do not know what else uses it.',
  },
  {
    ticketRef: 'NW-48128',
    priority: 'NORMAL',
    engineerNotes:
      'Event 4740 names CPE-TS02 as the source, not his phone or PC (both cleaned). No session of his in quser, no scheduled task under his name that I can see. Something on that terminal server still knows his old password. He is patient, but he cannot approve the orders for more than ten minutes at a time.',
  },
  {
    ticketRef: 'NW-48131',
    priority: 'LOW',
    engineerNotes:
      'Scope for the pupils is 40 % used, so it is not full. DHCP requests from the library access point never reach the server; the two classroom ones do. The library AP is behind the new switch installed in the holidays. I suspect DHCP snooping without a trusted uplink, but have only read access to that switch.',
  },
  {
    ticketRef: 'NW-48134',
    priority: 'HIGH',
    engineerNotes:
      'Called back on the school number, voice known, the head vouched in person. Re-registration fails with "your organisation requires a compliant device": the policy wants MFA to register MFA. A Temporary Access Pass is switched off in this tenant. Needs someone with rights to the authentication methods policy before noon.',
  },
  {
    ticketRef: 'NW-48138',
    priority: 'NORMAL',
    engineerNotes:
      'Works over his phone hotspot, fails over the home line since the provider swapped his router yesterday. DS-Lite, no IPv4 of his own. The SSL profile would do, but the portal on the firewall is off, and I am not going to open that at 23:30 on my own.',
  },
  {
    ticketRef: 'NW-48140',
    priority: 'HIGH',
    engineerNotes:
      'Growth is one machine: TDW-WMS went from 18 GB to 240 GB a night since Friday. The vendor left a nightly database dump on D:\\dumps, seven copies. They want to keep them "until the go-live". Nothing is orphaned, immutability is 14 days, so I cannot free anything on our side. Two nights without backup of all machines by tomorrow.',
  },
  {
    ticketRef: 'NW-48143',
    priority: 'NORMAL',
    engineerNotes:
      'Signal in aisle 9 is -78 dBm since the racks were raised by two levels in spring. AP-04 is hidden behind steel now. Scanners cling to AP-02 at the gate until they lose it. I lowered the power of AP-02, it got a bit better. I think we need a survey on site and two more access points; who may promise that to the client?',
  },
  {
    ticketRef: 'NW-48147',
    priority: 'URGENT',
    engineerNotes:
      'LOS light is red, modem and ONT restarted in order, provider fault number is 7731-204, repair promised "within 24 hours". There is no backup line. LTE router from our stock would work, but the clinic software is licensed to the fixed address. Dr Whitmore has two animals in surgery and needs the drug records.',
  },
  {
    ticketRef: 'NW-48150',
    priority: 'NORMAL',
    engineerNotes:
      'The new software sends from its own servers as @oakridge-vets. SPF does not list them, DKIM is not set up; DMARC is on reject. The vendor wants us to set DMARC to none, which I refused. They did send a DKIM record after some pressure. The DNS is at a registrar nobody here has access to; the old web designer might.',
  },
  {
    ticketRef: 'NW-48152',
    priority: 'NORMAL',
    engineerNotes:
      'Core to server switch is a bundle of two 10 GbE links; one leg came up at 1 GbE after the power cut on Saturday and traffic hashes onto it for half of the staff. Reseated the module, same. Other module gives "unsupported transceiver". I would shut the bad leg, but it is the middle of the day and 30 people have drawings open.',
  },
  {
    ticketRef: 'NW-48159',
    priority: 'NORMAL',
    engineerNotes:
      "Largest ping that gets through is 1252, MTU set to 1280, drawings now hang at 60 % instead of 5 %. Same from the hotel and from the site container, so it is the country's mobile network. Would need MSS clamping on the firewall and I am not allowed to change that. He presents to the client at 15:00 our time.",
  },
  {
    ticketRef: 'NW-48163',
    priority: 'URGENT',
    engineerNotes:
      'Sessions revoked, sign-in blocked at 10:12. Inbox rule named "." moves everything with "invoice", "bank" or "completion" to RSS Feeds. Sign-ins from two foreign addresses since the 3rd, with a valid MFA token, so it was stolen from the browser. 41 mails sent to 17 sellers. I deleted nothing. The branch manager has not been told yet: who does that?',
  },
  {
    ticketRef: 'NW-48166',
    priority: 'NORMAL',
    engineerNotes:
      "AzureAdPrt is NO on all three, YES on the five that work. All three were reinstalled from the same stick by the branch manager's nephew. Credential Manager cleaned, no change. The event log of AAD says 0xCAA90056. I think the devices are twice in Entra, but I do not dare delete the objects: BitLocker keys hang on them.",
  },
  {
    ticketRef: 'NW-48173',
    priority: 'URGENT',
    engineerNotes:
      'Validator confirms damage in the chain since the 9th. System log on the repository has event 51 and 153 in the hundreds, SMART of disk 2 says 1,412 reallocated sectors, and the RAID is still "optimal". Active Full stopped at 34 %. Local points are from the same array. I stopped all jobs and am not touching anything further.',
  },
  {
    ticketRef: 'NW-48177',
    priority: 'URGENT',
    engineerNotes:
      'Gateway certificate ran out at 06:59. The renewed one has been in the vault since last week, nobody installed it. I have no rights on the firewall. Twenty accountants cannot work, and the filing deadline is tonight at midnight. Partner on the phone: Mr Osei, very calm, which worries me.',
  },
  {
    ticketRef: 'NW-48180',
    priority: 'NORMAL',
    engineerNotes:
      'Failure 53000, device not compliant. Company Portal says BitLocker is missing, manage-bde says fully encrypted. Sync three times, restart, an hour of waiting. Both laptops are the new model with the other TPM maker. The other six of the same batch are fine, so it is not the model as such.',
  },
  {
    ticketRef: 'NW-48187',
    priority: 'HIGH',
    engineerNotes:
      "Printer is fine, address is reserved, port 9100 answers from the server but not from the nurse station. The station is in the new VLAN for care devices since yesterday's change. So it is a firewall rule and not the printer. Nurse Abiola prints at the office next door and carries the sheets over. She needs it before 18:00.",
  },
  {
    ticketRef: 'NW-48190',
    priority: 'NORMAL',
    engineerNotes:
      'Repair of the secure channel fails: object not found. Somebody tidied up "old" computers in the directory this week, and this one only runs at night. LAPS password went with the object. She can use the tablet for tonight. I would restore the object from the recycle bin, if one of you says yes.',
  },
  {
    ticketRef: 'NW-48194',
    priority: 'LOW',
    engineerNotes:
      'Jitter is 60 ms while the tills upload their journal, every five minutes for 40 seconds; in between calls are clean. Upload of the line is 10 Mbit. QoS on the firewall exists, but the phones mark nothing since their firmware update. Nobody is suffering badly; I would like to learn how you set this up.',
  },
  {
    ticketRef: 'NW-48197',
    priority: 'URGENT',
    engineerNotes:
      'Prompts at 02:11, 02:13, 03:40, all refused, she has screenshots. Sign-in log: right password, address of a hosting company. So the password is known to somebody. I reset it and revoked the sessions after the call-back. She uses the same password in the supplier portal. Please check whether anything else was reached before I call it done.',
  },
  {
    ticketRef: 'NW-48201',
    priority: 'URGENT',
    engineerNotes:
      'Audit log of the console: "veeam-svc" deleted 22 points on Sunday at 04:07, from 10.20.5.31, which is a till in the harbour shop. I have touched nothing, backup server is off the network since 08:55. The till is still on, its port is shut. Offsite copy of Friday looks intact in the provider\'s portal.',
  },
];

export const demoGuidance: readonly DemoGuidance[] = [
  {
    ticketRef: 'NW-48113',
    guidance:
      'Take the PostScript driver instead of PCL for the queue of the practice software only; their XPS filter writes broken PCL with fonts that contain accented letters. Make a second queue on the same port, leave the first one alone. If that prints, close it and send the vendor the two pages.',
  },
  {
    ticketRef: 'NW-48128',
    guidance:
      'Look at services and at application pools on CPE-TS02, not only at tasks: Get-CimInstance Win32_Service | Where-Object StartName -like "*<user>*". My bet is the reporting agent he installed in March. Give it a managed service account, then unlock him.',
  },
  {
    ticketRef: 'NW-48131',
    guidance:
      'You are right about snooping. I have trusted the uplink (gi0/24) and saved. Please check ten tablets in the library tomorrow before the first lesson, and add the setting to the template for new switches.',
  },
  {
    ticketRef: 'NW-48138',
    guidance:
      'Good call not to open the portal at night. The profile "SSL-Dispatch" exists already and is tied to the group VPN-Nights; put him in with the written approval of Mr Tidewell, which I have attached. Install the profile with him at the start of his shift.',
  },
  {
    ticketRef: 'NW-48143',
    guidance:
      'You may promise the survey, not the access points. Tuesday 06:00 before the shift is free in my calendar. Until then set minimum RSSI on AP-02 to -72 so that the scanners let go earlier, and tell me on Monday what the pickers say.',
  },
  {
    ticketRef: 'NW-48150',
    guidance:
      'DMARC stays on reject. I got hold of the registrar through the owner of the domain: access is in the vault now under Oakridge. Enter the DKIM record, wait an hour, send a test to our mailbox and read Authentication-Results. SPF needs no change when DKIM is aligned.',
  },
  {
    ticketRef: 'NW-48190',
    guidance:
      'Yes: restore it from the recycle bin, Get-ADObject -Filter \'Name -like "SAC-NS*"\' -IncludeDeletedObjects | Restore-ADObject. LAPS comes back with it. Then restart and the channel repairs itself. I will talk to whoever tidied up.',
  },
  {
    ticketRef: 'NW-48194',
    guidance:
      'Do it like this: match on the voice VLAN instead of DSCP, guarantee 2 Mbit, cap the tills at 6. There is a template "QoS small shop" on the firewall manager; assign it after closing time, and call the shop in the morning.',
  },
];

export const demoWorkNotes: readonly DemoWorkNote[] = [
  {
    ticketRef: 'NW-48102',
    text: 'On my way with the spare from shelf C2, Mrs Doyle has the key ready. Configuration backup is on my laptop.',
  },
  {
    ticketRef: 'NW-48105',
    text: 'Greylisting waits for the same address twice; the court sends each attempt from another one of its pool.',
  },
  {
    ticketRef: 'NW-48109',
    text: 'Followed panel 17 with the tone generator: it ends behind the television in the waiting room.',
  },
  {
    ticketRef: 'NW-48113',
    text: "Same complaint in the maker's forum: only PCL, only from this software, only with accented letters.",
  },
  {
    ticketRef: 'NW-48117',
    text: 'The space at the end of the name is what hides the writer, seen it twice before. Vendor is on the phone.',
  },
  {
    ticketRef: 'NW-48121',
    text: 'Clamped a meter on the run: 3 V of noise whenever the lathe starts. No patch lead will cure that.',
  },
  {
    ticketRef: 'NW-48124',
    text: 'The label driver is used by two queues at goods-in and nowhere else. Both exported, taking it out now.',
  },
  {
    ticketRef: 'NW-48128',
    text: 'No task, but a service: the reporting agent on CPE-TS02 logs on under his name.',
  },
  {
    ticketRef: 'NW-48131',
    text: 'Uplink of the library switch is untrusted, the DHCP offers die there. 312 drops since Monday.',
  },
  {
    ticketRef: 'NW-48134',
    text: 'Spoke to the head as well. Temporary Access Pass is on for one hour, for her account alone.',
  },
  {
    ticketRef: 'NW-48138',
    text: 'There is a dispatcher profile from two winters ago that does what he needs without opening the portal.',
  },
  {
    ticketRef: 'NW-48140',
    text: 'Showed the vendor the growth of the last seven nights. They agree that one dump is enough.',
  },
  {
    ticketRef: 'NW-48143',
    text: 'Looked at the plan: AP-04 has been behind the raised rack since April. A survey is the honest answer.',
  },
  {
    ticketRef: 'NW-48147',
    text: 'LTE router configured on the bench, courier booked. Asking the software vendor to move the licence.',
  },
  {
    ticketRef: 'NW-48150',
    text: 'The owner found the registrar login in her old mails. DNS is in our hands now, DKIM can go in.',
  },
  {
    ticketRef: 'NW-48152',
    text: 'Hash puts 14 of 30 people on the slow leg. Shutting it after six, with a rollback in five minutes.',
  },
  {
    ticketRef: 'NW-48159',
    text: 'Clamped to 1212 on the firewall. Short transfers are fine, anything above 20 MB still dies.',
  },
  {
    ticketRef: 'NW-48163',
    text: 'Branch manager informed by phone at 10:31, insurance and data protection officer after that. Rule exported as evidence.',
  },
  {
    ticketRef: 'NW-48166',
    text: 'All three are in Entra twice. Recovery keys copied to the vault before anything is removed.',
  },
  {
    ticketRef: 'NW-48173',
    text: 'Offsite copy of the 8th mounts and opens. New disks are on a courier; nothing writes to the old array.',
  },
  {
    ticketRef: 'NW-48177',
    text: 'Certificate is in the vault with its key, chain checked. Installing on the passive node first.',
  },
  {
    ticketRef: 'NW-48180',
    text: 'Both were encrypted before they were enrolled, so the key was never stored. That is what the policy misses.',
  },
  {
    ticketRef: 'NW-48187',
    text: 'Change of yesterday moved the station, but not its printer rule. Change owner agrees to add it now.',
  },
  {
    ticketRef: 'NW-48190',
    text: 'Object is in the recycle bin, deleted on Tuesday by the clean-up script that looks at last sign-ins.',
  },
  {
    ticketRef: 'NW-48194',
    text: 'The phones lost their marking with the firmware. Matching the voice VLAN does not need it.',
  },
  {
    ticketRef: 'NW-48197',
    text: 'Went through sign-ins, rules, consents and registered methods of 30 days: nothing but refused prompts.',
  },
  {
    ticketRef: 'NW-48201',
    text: 'Till is imaged and off. The service account signed in there because its password was in a script.',
  },
];

export const demoSummaries: readonly DemoSummary[] = [
  {
    ticketRef: 'NW-48102',
    outcome: 'RESOLVED',
    summary:
      'Switch HF-SW-2F was dead (power supply). Replaced with the spare from stock, configuration from last Thursday restored, all 14 workplaces and phones checked with Mrs Doyle. Old device goes to the manufacturer under warranty.',
  },
  {
    ticketRef: 'NW-48105',
    outcome: 'RESOLVED',
    summary:
      'Greylisting on the gateway deferred the court, whose servers retry from a different address each time. Exception for their published range; 6 waiting mails arrived at 16:10. Partner confirmed the filing.',
  },
  {
    ticketRef: 'NW-48109',
    outcome: 'RESOLVED',
    summary:
      'A router from home sat behind patch panel 17 as a "switch" for the waiting-room television and handed out addresses. Replaced by a proper switch, snooping enabled, X-ray station renewed its lease.',
  },
  {
    ticketRef: 'NW-48117',
    outcome: 'RESOLVED',
    summary:
      'X-ray vendor renamed its database (trailing space) at 12:30 with the practice closed. Writer is back, backup ran at 12:50, one image restored and opened by Dr Nair.',
  },
  {
    ticketRef: 'NW-48124',
    outcome: 'RESOLVED',
    summary:
      "Label driver removed, spooler stable, all queues back at 11:25. Labels now print through the maker's current driver in its own process (driver isolation). First lorry left at 11:40.",
  },
  {
    ticketRef: 'NW-48134',
    outcome: 'RESOLVED',
    summary:
      'Temporary Access Pass enabled for the group of helpdesk-approved users, secretary registered authenticator and a second method at 11:20. Policy now exempts registration from the compliance check inside the school network.',
  },
  {
    ticketRef: 'NW-48140',
    outcome: 'RESOLVED',
    summary:
      'Vendor keeps one dump instead of seven, D:\\dumps is excluded from the job with the written consent of the client. All machines backed up by 19:30; a file from TDW-WMS restored as proof.',
  },
  {
    ticketRef: 'NW-48147',
    outcome: 'RESOLVED',
    summary:
      'LTE router from stock on site at 13:15, vendor moved the licence to it for 48 hours. Provider repaired the fibre next morning, switched back and tested. Offer for a permanent backup line sent.',
  },
  {
    ticketRef: 'NW-48152',
    outcome: 'RESOLVED',
    summary:
      'Bad leg of the bundle shut at 18:05, drawings open in seconds again. Module replaced on Thursday, both legs at 10 GbE, no errors over 24 hours.',
  },
  {
    ticketRef: 'NW-48156',
    outcome: 'RESOLVED',
    summary:
      'Device settings said A1, the roll was 594 mm without margins. Defaults set to "oversize: A1" on the server, plan printed completely.',
  },
  {
    ticketRef: 'NW-48159',
    outcome: 'UNRESOLVED',
    summary:
      'MSS clamping helped little; the mobile network there drops long transfers. For the presentation the drawings were put into the client portal. Partner will use the hotel line and tell us whether it happens again.',
  },
  {
    ticketRef: 'NW-48163',
    outcome: 'RESOLVED',
    summary:
      'Account takeover contained at 10:12. All 17 sellers phoned by the branch, no payment went out. Password and sessions renewed, rule exported and removed, token protection switched on for all negotiators. Report handed to the data protection officer.',
  },
  {
    ticketRef: 'NW-48166',
    outcome: 'RESOLVED',
    summary:
      'Duplicate device objects removed after the recovery keys were saved, three laptops joined again. No prompts over two days. Agreed with the manager: no reinstalling from private sticks.',
  },
  {
    ticketRef: 'NW-48170',
    outcome: 'RESOLVED',
    summary:
      "Session limit of eight hours on the gateway, as configured. Client's contact asked for ten, changed after approval, explained to the cold store office.",
  },
  {
    ticketRef: 'NW-48177',
    outcome: 'RESOLVED',
    summary:
      'Certificate from the vault installed at 07:48, all twenty connected by 08:00. Expiry of all gateway certificates is now monitored with 30 days of notice.',
  },
  {
    ticketRef: 'NW-48180',
    outcome: 'RESOLVED',
    summary:
      'Both laptops had been encrypted before enrolment with the recovery key stored nowhere, which the policy counts as missing. Keys backed up with BackupToAAD-BitLockerKeyProtector, compliant after the next sync.',
  },
  {
    ticketRef: 'NW-48184',
    outcome: 'RESOLVED',
    summary:
      'The auto-complete list pointed to a shared mailbox that the client closed last year and that is full. Entry deleted, payslips sent again to the right address and confirmed.',
  },
  {
    ticketRef: 'NW-48187',
    outcome: 'RESOLVED',
    summary:
      'Rule from the care VLAN to the printers added (TCP 9100, 631, SNMP). Medication sheets printed at 17:20, Nurse Abiola checked the other two stations as well.',
  },
  {
    ticketRef: 'NW-48121',
    outcome: 'UNRESOLVED',
    summary:
      'Copper along the crane rail picks up the start of the lathe. Machines run from local copies until the fibre is laid; offer is with the plant manager, reminder set for the 20th.',
  },
  {
    ticketRef: 'NW-48197',
    outcome: 'RESOLVED',
    summary:
      'Password had leaked from the supplier portal. Nothing else was reached: no foreign session got past MFA. Buyer has a passkey now, and the portal a password of its own.',
  },
  {
    ticketRef: 'NW-48113',
    outcome: 'RESOLVED',
    summary:
      'Second queue with the PostScript driver for the practice software only. Cards print, the other reception printer is no longer the default. Two sample pages sent to the vendor.',
  },
  {
    ticketRef: 'NW-48128',
    outcome: 'RESOLVED',
    summary:
      'Reporting agent on CPE-TS02 ran under his account since March. It has a managed service account now, no lockout for two hours.',
  },
  {
    ticketRef: 'NW-48131',
    outcome: 'RESOLVED',
    summary:
      'Uplink of the library switch is trusted, ten of ten tablets had an address before the first lesson. Setting added to the template for new switches.',
  },
  {
    ticketRef: 'NW-48138',
    outcome: 'RESOLVED',
    summary:
      'Added to VPN-Nights with written approval, profile "SSL-Dispatch" installed with him at the start of his shift. Connected over the new home line for a whole night.',
  },
  {
    ticketRef: 'NW-48143',
    outcome: 'UNRESOLVED',
    summary:
      'Minimum RSSI on AP-02 set to -72, pickers lose the network about half as often. Survey on Tuesday at 06:00; access points follow from its result.',
  },
  {
    ticketRef: 'NW-48150',
    outcome: 'RESOLVED',
    summary:
      'DKIM record of the practice software entered, Authentication-Results say pass and aligned. Laboratory results arrived at both test mailboxes. DMARC stays on reject.',
  },
  {
    ticketRef: 'NW-48173',
    outcome: 'RESOLVED',
    summary:
      'Array rebuilt on new disks, new chain started from an Active Full, offsite copy of the 8th kept aside. Three files restored and opened with the client. RAID alerts now come by mail.',
  },
  {
    ticketRef: 'NW-48190',
    outcome: 'RESOLVED',
    summary:
      'Computer object restored from the recycle bin with its LAPS password, restarted, night nurse signed in. The clean-up script leaves computers of the night shift alone from now on.',
  },
  {
    ticketRef: 'NW-48194',
    outcome: 'RESOLVED',
    summary:
      'Template "QoS small shop" assigned after closing: 2 Mbit for the voice VLAN, tills capped at 6. Twelve test calls next morning without a gap while the tills uploaded.',
  },
  {
    ticketRef: 'NW-48201',
    outcome: 'RESOLVED',
    summary:
      'Points of FJO-ERP restored from the offsite copy of Friday. Till reinstalled, the password out of the script and changed, the console asks for MFA. Report handed to the client and the insurer.',
  },
];
