/*
 * Copyright 2026 The Matrix Network Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  driftedDetail,
  presentedCertificate,
  unseenDetail,
} from '../../__testUtils__';
import { renderWithApi } from '../../__testUtils__/render';
import { CertificateCheckPage } from './CertificateCheckPage';
import { CertificateCheckPanel } from './CertificateCheckPanel';

describe('CertificateCheckPanel', () => {
  it('checks the chosen host and shows what answered', async () => {
    const user = userEvent.setup();
    const checkCertificate = jest.fn().mockResolvedValue(presentedCertificate);
    renderWithApi(<CertificateCheckPanel detail={driftedDetail} />, {
      api: { checkCertificate },
    });

    await user.selectOptions(
      screen.getByRole('combobox', { name: 'Host' }),
      'element.chat.example.org',
    );
    await user.click(screen.getByRole('button', { name: 'Check' }));
    expect(
      await screen.findByText('The certificate is not trusted'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/self-signed certificate in certificate chain/),
    ).toBeInTheDocument();
    expect(checkCertificate).toHaveBeenCalledWith('chat-drifted', {
      host: 'element.chat.example.org',
      port: 443,
    });
  });

  it.each([
    ['nameNotResolved', 'The name does not resolve'],
    ['refused', 'The connection was refused: nothing listens there'],
    ['forbiddenAddress', 'The name leads to an address that is not checked'],
  ] as const)('puts the failure %s into words', async (reason, title) => {
    const user = userEvent.setup();
    renderWithApi(<CertificateCheckPanel detail={driftedDetail} />, {
      api: {
        checkCertificate: async () => ({
          outcome: 'failed',
          host: 'chat.example.org',
          port: 443,
          reason,
          message: 'details of it',
        }),
      },
    });
    await user.click(screen.getByRole('button', { name: 'Check' }));
    expect(await screen.findByText(title)).toBeInTheDocument();
    expect(screen.getByText(/details of it/)).toBeInTheDocument();
  });

  it('says that there is no host to check yet', () => {
    renderWithApi(<CertificateCheckPanel detail={unseenDetail} />);
    expect(
      screen.getByText(/No Ingress or Certificate of chat-eu/),
    ).toBeInTheDocument();
  });
});

describe('CertificateCheckPage', () => {
  it('checks the Matrix cluster that the address names', async () => {
    renderWithApi(<CertificateCheckPage />, {
      initialRouteEntries: ['/?cluster=chat-eu'],
    });
    expect(
      await screen.findByRole('combobox', { name: 'Matrix cluster' }),
    ).toHaveValue('chat-eu');
    expect(await screen.findByRole('combobox', { name: 'Host' })).toHaveValue(
      'chat.example.org',
    );
  });
});
