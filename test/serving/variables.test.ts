import { openHarness } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';

const register = 'mutation ($input: RegisterInput!) { register(input: $input) { accessToken } }';
const publish = 'mutation ($input: CreateTreeInput!) { createTree(input: $input) { id } }';

test('a wrong variable is named by its path, and its value is not repeated', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  const secret = 'my; secret "passphrase"';
  const branches = [{ label: 'Yes', to: 7 }];
  const document = { rootKey: 'a', nodes: [{ key: 'a', kind: 'QUESTION', title: 'A', branches }] };

  const answers = {
    missing: await h.nobody.send(register, {
      input: { accountName: 'A', email: 'a@b.example', password: secret },
    }),
    wrongType: await h.nobody.send(register, {
      input: { accountName: 'A', name: 'B', email: 'c', password: [secret] },
    }),
    unknown: await h.nobody.send(register, {
      input: { accountName: 'A', name: 'B', email: 'c', password: secret, x: 1 },
    }),
    deep: await h.as(owner).send(publish, { input: { title: 'T', document } }),
    absent: await h.nobody.send(register, {}),
  };

  expect(answers).toMatchObject({
    missing: { status: 400, errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'input.name' } }] },
    wrongType: { status: 400, errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'input.password' } }] },
    unknown: { status: 400, errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'input.x' } }] },
    deep: { status: 400, errors: [{ extensions: { field: 'input.document.nodes.0.branches.0.to' } }] },
    absent: { status: 400, errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'input' } }] },
  });
  expect(JSON.stringify(answers)).not.toContain('passphrase');
});
