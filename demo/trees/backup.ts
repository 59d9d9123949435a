import { action, type DemoTree, escalation, question, solution, text } from './demo-tree.ts';

export const backup: DemoTree = {
  title: 'Backup job failed',
  description:
    'Nightly job of Veeam Backup & Replication ended with Warning or Failed. Decides what may wait until tonight and what must run now.',
  category: 'Backup',
  tags: ['backup', 'veeam', 'vss', 'repository', 'restore'],
  changeNote: 'Added: stop at any sign of encryption before touching the repository.',
  document: {
    rootKey: 'how-bad',
    nodes: [
      question(
        'how-bad',
        'How old is the newest good restore point?',
        text`
          Veeam console > Home > Backups > Disk: newest point of the machine that failed, not of the job.
          Get-VBRRestorePoint -Name "<machine>" | Sort-Object CreationTime -Descending | Select-Object -First 3 CreationTime, Type, IsCorrupted
          Is the offsite copy older? Note both.
        `,
        {
          'Younger than 24 hours': 'message',
          'One to three days': 'message-soon',
          'Older than three days': 'escalate-now',
          'Points have been deleted, or files have strange extensions': 'encryption',
        },
      ),
      action(
        'message-soon',
        'Tell the client before you repair',
        text`
          Two nights without a backup is something the client wants to hear from us: one mail to the contact with the age of the last good point and when you will report back.
          Set the ticket to HIGH. The repaired job runs today, not tonight.
        `,
        { 'Client informed': 'message' },
      ),
      question(
        'message',
        'What does the session say?',
        text`
          History > Jobs > the session > the machine in red: the first error counts, the rest follows from it.
          Full log: C:\ProgramData\Veeam\Backup\<job>\Task.<machine>.log, search upwards from the end for "Error".
        `,
        {
          'VSS, guest processing, "cannot create a shadow copy"': 'vss',
          'Not enough space on the repository': 'space',
          'Cannot connect: RPC, credentials, host not found': 'connect',
          'Snapshot on the hypervisor fails': 'snapshot',
          'Corrupt data, CRC, "decompression"': 'corrupt',
          'Warning only: "tape", "licence", "retention"': 'warning',
        },
      ),

      // VSS
      question(
        'vss',
        'Which writer failed?',
        text`
          On the machine that is backed up:
          vssadmin list writers      State must be [1] Stable, Last error: No error
          vssadmin list shadows      and: vssadmin list shadowstorage
          Application log: VSS 8193, 12293, 12289, and SQLVDI 1 for SQL Server.
        `,
        {
          'Writers failed or timed out': 'restart-writer',
          'All stable, shadow storage is full': 'shadow-storage',
          'SQL Server writer is missing': 'sql-writer',
          'A second backup product is installed': 'second-product',
        },
      ),
      action(
        'restart-writer',
        "Restart the writer's service",
        text`
          System Writer: CryptSvc. WMI Writer: Winmgmt. SqlServerWriter: SQLWriter. IIS Config Writer: AppHostSvc. NTDS: only by a restart of the server.
          Restart-Service <service>, then vssadmin list writers again.
          Exchange Information Store: not in working hours without the client's word.
        `,
        {
          'Writers are stable': 'retry',
          'They fail again': 'escalate-backup',
          'Needs a restart of the server': 'plan-restart',
        },
      ),
      action(
        'shadow-storage',
        'Give shadow copies some room',
        text`
          vssadmin resize shadowstorage /for=C: /on=C: /maxsize=15%
          Free space under 10 % on the volume: clear what is safe (C:\Windows\SoftwareDistribution\Download, IIS logs older than 30 days), never databases.
          "System Reserved" needs 50 MB free: a full one stops everything.
        `,
        { 'Room was made': 'retry', 'The volume stays full': 'escalate-server' },
      ),
      action(
        'sql-writer',
        'Bring the SQL writer back',
        text`
          Get-Service SQLWriter; start it, startup type Automatic.
          The account of guest processing needs sysadmin in each instance; "NT AUTHORITY\SYSTEM" must be able to log in.
          A database name with a trailing space hides the whole writer:
          SELECT name FROM sys.databases WHERE name LIKE '% '
        `,
        { 'SqlServerWriter is listed': 'retry', 'Still missing': 'escalate-server' },
      ),
      action(
        'second-product',
        'Separate the two products',
        text`
          Two products that truncate the same logs destroy each other's chain. See in the contract which one is ours.
          Ask the client's contact who installed the other one, and move its schedule by at least four hours until this is decided.
        `,
        { 'Schedules are apart': 'retry', 'Client wants to keep both': 'escalate-backup' },
      ),
      action(
        'plan-restart',
        'Agree on a restart',
        text`
          Ask the contact for a time today; check pending updates first, so that 20 minutes do not become two hours:
          Get-ItemProperty "HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired"
          Afterwards: services set to Automatic are running, users can work.
        `,
        { Restarted: 'retry', 'No restart before the weekend': 'escalate-backup' },
      ),

      // Space
      question(
        'space',
        'What fills the repository?',
        text`
          Backup Infrastructure > Backup Repositories: capacity, free, used.
          Compare the size of the newest increments with those of last month: one machine that doubles has a story (defragmentation, a database dump, encryption).
        `,
        {
          'Slow growth over months': 'escalate-capacity',
          'One machine with huge increments': 'big-increment',
          'Old chains of machines that are gone': 'orphans',
          'Retention does not delete (immutable, or a job that is disabled)': 'escalate-capacity',
        },
      ),
      question(
        'big-increment',
        'Why did the increment explode?',
        text`
          Ask what happened on that machine yesterday. Look for new large files:
          Get-ChildItem D:\ -Recurse -File | Sort-Object Length -Descending | Select-Object -First 20 FullName, Length, LastWriteTime
        `,
        {
          'Dump, ISO or copy that is not needed': 'orphans',
          'Migration or update, expected': 'escalate-capacity',
          'Thousands of files changed at once': 'encryption',
        },
      ),
      action(
        'orphans',
        'Clear what nobody needs, with a second pair of eyes',
        text`
          Veeam: Home > Backups > Disk (Orphaned). Have a colleague confirm machine name and date in the ticket before "Delete from disk".
          Never delete .vbk or .vib files in the file system: the chain breaks without anyone noticing.
          Unneeded files on the client's server: the client deletes them, we do not.
        `,
        { 'More than 20 % free': 'retry', 'Not enough': 'escalate-capacity' },
      ),

      // Connection, snapshot, data
      question(
        'connect',
        'How far does the backup server get?',
        text`
          From the backup server:
          Test-NetConnection <machine> -Port 445;  then -Port 135
          dir \\<machine>\admin$
          Credentials: Veeam > Manage Credentials, date of the last password change of the account.
        `,
        {
          'Name or address is wrong': 'fix-connection',
          'Ports are closed': 'fix-connection',
          'Access denied': 'fix-credentials',
          'Machine is off or gone': 'ask-machine',
        },
      ),
      action(
        'fix-connection',
        'Open the path',
        text`
          ipconfig /flushdns, and look for a stale A record of the machine.
          Windows Firewall fell back to "Public" after an update: Get-NetConnectionProfile; restart the service NlaSvc.
          Needed from the backup server: TCP 135, 445, 6160-6163, 49152-65535.
        `,
        { 'Connection works': 'retry', 'A firewall between the sites': 'escalate-server' },
      ),
      action(
        'fix-credentials',
        'Renew the credentials',
        text`
          Unlock the service account, find out why it was locked, set the password in Veeam, test with "Test Now" under Guest Processing.
          Use the account from the password vault. If there is only a domain administrator, say so in the ticket: this is to be replaced.
        `,
        { 'Test is green': 'retry', 'Locked again': 'escalate-server' },
      ),
      solution(
        'ask-machine',
        'The machine no longer exists or is off',
        text`
          Ask the contact whether it was retired. If so: remove it from the job, keep its last points until the date the client names, in writing.
          If it should be running: open a ticket for the machine, and leave the job as it is.
        `,
      ),
      action(
        'snapshot',
        'Clean up snapshots',
        text`
          Hyper-V: Get-VMSnapshot -VMName <machine>; leftover .avhdx files. VMware: "Consolidation needed" on the summary page.
          Free space on the datastore must exceed the largest disk of the machine. Delete only checkpoints made by the backup (name starts with "Veeam" or type Recovery).
          Merging a large disk is slow: do not interrupt it.
        `,
        { 'Merged or consolidated': 'retry', 'Chain is broken or the datastore is full': 'escalate-server' },
      ),
      action(
        'corrupt',
        'Check the chain and start a new one',
        text`
          Veeam.Backup.Validator.exe /backup:"<job>"      (C:\Program Files\Veeam\Backup and Replication\Backup)
          Then an Active Full of the machine; keep the damaged chain until it has succeeded.
          Look at the storage: System log 7, 51, 153 on the repository, SMART, state of the RAID.
        `,
        { 'Active Full succeeded, disks are healthy': 'restore-test', 'Disk or RAID errors': 'escalate-now' },
      ),
      solution(
        'warning',
        'A warning that can wait',
        text`
          The data was saved. Write down the wording. Licence: forward it to sales with the date of expiry. Retention: will be processed with the next full backup.
          The same warning three nights in a row is a failure: do not close it a third time.
        `,
      ),

      // Run and prove
      action(
        'retry',
        'Run the job again for this machine',
        text`
          Right-click the job > Retry, or for one machine: Quick Backup. Ask first if it is working hours and the server is a terminal or database server.
          Wait for the result: "started" is not a result.
        `,
        { Success: 'restore-test', 'The same error': 'escalate-backup', 'A different error': 'message' },
      ),
      question(
        'restore-test',
        'Can something be restored from the new point?',
        text`
          Restore guest files > Microsoft Windows: mount the new point, open one document of this week, compare its date.
          A backup that nobody has read is a hope. This takes five minutes.
        `,
        { 'File opens': 'done', 'Cannot be mounted or opened': 'escalate-now' },
      ),
      question(
        'encryption',
        'Are there more signs of encryption or sabotage?',
        text`
          Do not run or delete any job now. Look, do not touch: ransom notes (README, HOW_TO), a wave of renamed files,
          virus scanner off, event log cleared (1102), new administrators, shadow copies deleted (vssadmin delete shadows in the log).
        `,
        {
          'Yes, or not sure': 'escalate-security',
          'No: a retention setting or a colleague deleted them': 'escalate-backup',
        },
      ),

      // Ends
      solution(
        'done',
        'Backed up and proven',
        text`
          Note: cause, what was changed, time of the new restore point, which file was opened. Reset the job's schedule if you moved it.
          Tell the client if they were informed of the gap.
        `,
      ),
      escalation(
        'escalate-backup',
        'Backup senior needed',
        text`
          Attach: job, machine, first error verbatim, Task log, version of Veeam, what was tried, age of the newest good point on site and offsite.
        `,
      ),
      escalation(
        'escalate-capacity',
        'The repository is too small',
        text`
          Attach: capacity and free space, growth per month, retention as contracted, immutability in days. Say how many nights are left. The senior talks to the account manager about disks.
        `,
      ),
      escalation(
        'escalate-server',
        'The server or hypervisor is at fault',
        text`
          Attach: state of volumes and datastores, event ids, list of snapshots, and whether users are affected now. No more attempts to back it up until the senior has looked.
        `,
      ),
      escalation(
        'escalate-now',
        'The client has no good backup',
        text`
          Priority URGENT. Attach: last good point on site, offsite and on removable media; which machines; what they hold.
          No updates, no restarts, no changes on these machines until there is a backup.
        `,
      ),
      escalation(
        'escalate-security',
        'Suspected ransomware',
        text`
          Priority URGENT, and phone the senior now. Take the backup server and the repository off the network (pull the lead, do not shut down).
          Leave machines on, take them off the network. Write down times. Say nothing by mail: the attacker may be reading it.
        `,
      ),
    ],
  },
};
