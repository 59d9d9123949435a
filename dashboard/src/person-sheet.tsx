import { useState } from 'react';
import { canHandle } from './api/me.tsx';
import { type Me, signOut } from './api/tokens.ts';
import {
  askForNotifications,
  canNotify,
  playSound,
  setSound,
  wantsNotifications,
  wantsSound,
} from './live/loud-alerts.ts';
import { Button } from './ui/button.tsx';
import { CheckField } from './ui/field.tsx';
import { toast } from './ui/toast.tsx';

/** What opens behind one's name: who one is, how one is told, and the way out. */
export default function PersonSheet({ me }: { readonly me: Me }) {
  return (
    <div className="menu-sheet">
      <p className="menu-who">
        <strong>{me.name}</strong>
        <span>{me.email}</span>
        <span>
          {me.role.toLowerCase()} at {me.account.name}
        </span>
      </p>
      {canHandle(me) && <AlertSettings />}
      <Button onClick={() => void signOut()}>Sign out</Button>
    </div>
  );
}

function AlertSettings() {
  const [hasSound, setHasSound] = useState(wantsSound);
  const [notifies, setNotifies] = useState(wantsNotifications);
  return (
    <div className="menu-alerts">
      <CheckField
        label="Sound for a new escalation"
        checked={hasSound}
        onChange={({ target }) => {
          setSound(target.checked);
          // So that one knows it when it comes.
          if (target.checked) void playSound();
          setHasSound(target.checked);
        }}
      />
      {canNotify() && !notifies && (
        <Button
          onClick={() =>
            void askForNotifications().then(isGranted => {
              setNotifies(isGranted);
              if (!isGranted) toast('Your browser does not allow notifications from this page.');
            })
          }
        >
          Notify me on this desktop
        </Button>
      )}
    </div>
  );
}
