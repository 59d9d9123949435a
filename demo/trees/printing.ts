import { action, type DemoTree, escalation, question, solution, text } from './demo-tree.ts';

export const printing: DemoTree = {
  title: 'Printer does not print',
  description:
    'A Windows client sends jobs and nothing comes out, or it comes out wrong. Covers network printers, print server queues and the local spooler.',
  category: 'Printing',
  tags: ['printer', 'spooler', 'windows', 'print-server'],
  changeNote: 'First version: replaces the printing page of the old wiki.',
  document: {
    rootKey: 'who',
    nodes: [
      question(
        'who',
        'Who cannot print to this printer?',
        text`
          Ask a colleague at the next desk to print one page. Do not take "everybody" from the ticket at face value.
          Write down the exact printer name as it appears under Settings > Bluetooth & devices > Printers & scanners.
        `,
        {
          'Only this user or computer': 'queue-local',
          'Everyone who uses it': 'panel',
          'Pages come out, but wrong': 'output',
        },
      ),
      question(
        'panel',
        'What does the printer itself say?',
        text`
          Have someone read out the display and the lights, and try to open the web page of the printer:
          http://<printer address>  (Status or Event log)
          Print the configuration page from the panel. It shows the address the printer really has.
        `,
        {
          'Paper, jam, toner or cover message': 'fix-consumables',
          'Ready, configuration page prints': 'address',
          'Off, frozen or a service code (49.xxxx, SC5xx, C-xxxx)': 'escalate-hardware',
        },
      ),
      action(
        'fix-consumables',
        'Clear what the panel asks for',
        text`
          Jam: open every door the display names, pull paper in the direction of travel, and look for torn scraps near the fuser.
          Tray: set paper size and type on the panel to what is really loaded. A job in A4 against a tray set to Letter waits forever.
          Toner: seat the cartridge again. Do not clear "genuine supply" warnings without asking the client.
          Then print the configuration page once more.
        `,
        {
          'It prints again': 'solved',
          'Ready, but jobs still do not arrive': 'address',
          'Same message returns': 'escalate-hardware',
        },
      ),
      question(
        'address',
        'Does the queue point at the address that the printer has?',
        text`
          On the print server, or on the computer when there is none:
          Get-Printer -Name "<name>" | Select-Object Name, PortName, PrinterStatus
          Get-PrinterPort | Select-Object Name, PrinterHostAddress
          Test-NetConnection <printer address> -Port 9100
          Compare with the address on the configuration page. A port named WSD-… is a port that loses its printer; treat it as different.
        `,
        {
          'Same address, port 9100 answers': 'queue-server',
          'Different address or a WSD port': 'fix-port',
          'Same address, no answer': 'escalate-network',
        },
      ),
      action(
        'fix-port',
        'Point the queue at the right address, and keep it there',
        text`
          1. Make a DHCP reservation for the MAC address on the configuration page, so that this does not come back.
          2. Add-PrinterPort -Name "IP_<address>" -PrinterHostAddress "<address>"
          3. Set-Printer -Name "<name>" -PortName "IP_<address>"
          4. In the port settings switch "SNMP Status Enabled" off if the queue shows Offline while the printer answers.
        `,
        { 'Test page prints': 'solved', 'Job stays in the queue': 'queue-server' },
      ),
      question(
        'queue-server',
        'What is at the head of the queue?',
        text`
          Get-PrintJob -PrinterName "<name>" | Sort-Object SubmittedTime | Select-Object -First 5
          Look at the oldest job: its status, its size and its owner. One broken PDF at the head blocks everyone.
        `,
        {
          'One job in error, printing or deleting': 'reset-spooler',
          'Queue is paused or set to work offline': 'resume-queue',
          'Queue is empty, jobs vanish': 'driver',
        },
      ),
      question(
        'queue-local',
        "What does this computer's queue show?",
        text`
          Have the user print one page and open the queue (Settings > Printers & scanners > the printer > Open print queue).
          Check that the printer is the one meant: "Let Windows manage my default printer" swaps it without telling anyone.
        `,
        {
          'Job stuck in error or deleting': 'reset-spooler',
          'Paused or offline': 'resume-queue',
          'Job disappears, nothing prints': 'driver',
          'Access denied or 0x0000011b / 0x00000709': 'escalate-server',
        },
      ),
      action(
        'resume-queue',
        'Bring the queue back online',
        text`
          In the queue window: Printer menu, untick "Pause Printing" and "Use Printer Offline".
          If it goes back to offline at once, Windows is asking the wrong address: SNMP gets no answer. Check the port.
        `,
        { 'It prints': 'solved', 'It goes offline again': 'address' },
      ),
      action(
        'reset-spooler',
        'Clear the stuck job',
        text`
          Warn everybody on this queue first: all waiting jobs are lost.
          Stop-Service Spooler -Force
          Remove-Item "$env:SystemRoot\System32\spool\PRINTERS\*" -Force
          Start-Service Spooler
          Then print a Windows test page, and only after that the document that got stuck.
        `,
        {
          'Test page and document print': 'solved',
          'Test page prints, the document blocks again': 'document',
          'Spooler stops by itself': 'driver',
        },
      ),
      solution(
        'document',
        'The document was at fault, not the printer',
        text`
          Print it as an image: in Acrobat, Print > Advanced > Print As Image; in a browser, open the PDF there and print it.
          Tell the user which file it was, and note it in the ticket: the same template will do it again next month.
        `,
      ),
      action(
        'driver',
        'Replace the driver',
        text`
          Event Viewer > Applications and Services Logs > Microsoft > Windows > PrintService > Admin: look for 372 or 808.
          Remove-Printer -Name "<name>"
          Remove-PrinterDriver -Name "<driver>"     (after stopping the spooler if it is "in use")
          Install the vendor's current universal driver, type 3 or 4 as on the print server, and add the printer again.
        `,
        { 'It prints': 'solved', 'It still fails or the driver is blocked': 'escalate-server' },
      ),
      question(
        'output',
        'What is wrong with the page?',
        text`
          Print the configuration page from the panel. If it looks bad too, no computer is involved.
        `,
        {
          'Panel page is bad as well: streaks, ghosts, folds': 'escalate-hardware',
          'Panel page is fine, pages of symbols (%-12345X, PCL XL error)': 'driver',
          'Wrong tray, size, one-sided or colour': 'fix-defaults',
        },
      ),
      action(
        'fix-defaults',
        'Set the printing defaults, not the preferences',
        text`
          Printer properties > Advanced > Printing Defaults is for everyone; General > Preferences is for this user only.
          Device Settings tab: the installed trays and the duplex unit must match the machine ("Update Now" reads them by SNMP).
          Set-PrintConfiguration -PrinterName "<name>" -PaperSize A4 -DuplexingMode TwoSidedLongEdge -Color $false
        `,
        { 'Output is right': 'solved', 'Settings are ignored': 'driver' },
      ),
      solution(
        'solved',
        'Printing again',
        text`
          Have the user print the document that started this, and one more from another program.
          Note in the ticket: the printer name, its address, what was changed, and the page counter from the configuration page.
        `,
      ),
      escalation(
        'escalate-hardware',
        'Hardware fault: call the service partner',
        text`
          Give the senior: model, serial number, the exact code on the display, page counter, photo of the bad page,
          and whether there is a lease or maintenance contract (see the client's documentation). Name a printer the users can use today.
        `,
      ),
      escalation(
        'escalate-network',
        'The printer is unreachable on the network',
        text`
          Give the senior: address and MAC from the configuration page, switch port if labelled, result of Test-NetConnection
          from the server and from one workstation, and whether the link light at the printer is on.
        `,
      ),
      escalation(
        'escalate-server',
        'Print server or policy problem',
        text`
          0x0000011b is RPC authentication between patched and unpatched machines, 0x00000709 the name or the RPC transport.
          Do not switch RpcAuthnLevelPrivacyEnabled off. Give the senior: build numbers of server and client (winver),
          driver name and version, and the events from PrintService/Admin.
        `,
      ),
    ],
  },
};
