// One account: how it is reached, all roles it ever had, and closing or opening it again.
import { useState } from 'preact/hooks'
import { GRANT_STATE } from '@/shared/staff/text'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { dayAndClock, dayWithYear } from '@/shared/format/format'
import { Cell, Facts } from '@/shared/ui/cell'
import { Failed, Waiting } from '@/shared/ui/states'
import { text } from '../text'
import { CloseAccountForm, ReopenAccountForm } from './account-closing'
import { AccountEditForm } from './account-edit'
import { AccountPage } from './account.generated'
import type { AccountPagePartsFragment } from './account.generated'
import { grantInWords } from './grant-words'
import type { StaffAccountFragment } from './people.generated'

const words = text.people

interface Props {
  account: StaffAccountFragment
  county: string
  onBack: () => void
  onDone: (what: string) => void
}

export function AccountDetails({ account, county, onBack, onDone }: Props) {
  const { data, error, reload } = useStaffQuery(AccountPage, { accountId: account.id })
  const [part, setPart] = useState<'facts' | 'edit' | 'close' | 'reopen'>('facts')
  const page = data?.account
  if (!page) return error ? <Failed error={error} retry={reload} /> : <Waiting />
  const back = () => setPart('facts')
  if (part === 'edit') return <AccountEditForm page={page} county={county} onBack={back} onDone={onDone} />
  if (part === 'close') return <CloseAccountForm id={account.id} onBack={back} onDone={onDone} />
  if (part === 'reopen') return <ReopenAccountForm page={page} county={county} onBack={back} onDone={onDone} />
  return (
    <>
      <Facts
        class="mt3"
        rows={[
          page.phone !== null && [words.phone, page.phone],
          page.email !== null && [words.email, page.email],
          page.unit && [words.sits, page.unit.name],
          page.lastUsedAt !== null && [words.lastUsed, dayAndClock(page.lastUsedAt)],
        ]}
      />
      {page.closedReason !== null && <p class="mt2">{words.closedBecause(page.closedReason)}</p>}
      <ul class="cells mt3">
        {page.viewerCan.includes('EDIT') && (
          <li>
            <Cell title={words.edit} onClick={() => setPart('edit')} />
          </li>
        )}
        {page.viewerCan.includes('CLOSE') && (
          <li>
            <Cell title={words.closeAccount} onClick={() => setPart('close')} />
          </li>
        )}
        {page.viewerCan.includes('REOPEN') && (
          <li>
            <Cell title={words.reopen} onClick={() => setPart('reopen')} />
          </li>
        )}
      </ul>
      <History page={page} />
      <button class="btn btn--text mt3" type="button" onClick={onBack}>
        {words.cancel}
      </button>
    </>
  )
}

function History({ page: { history } }: { page: AccountPagePartsFragment }) {
  return (
    <>
      <h3 class="mt5">{words.history}</h3>
      {history.length === 0 && <p class="soft">{words.noRoles}</p>}
      <ul class={history.length > 0 ? 'cells mt2' : undefined}>
        {history.map(({ grant, proposedBy, decidedBy, endReason }) => (
          <li key={grant.id}>
            <Cell
              title={grantInWords(grant)}
              sub={[
                `${dayWithYear(grant.from)}起${grant.until ? `，到 ${dayWithYear(grant.until)}` : ''}`,
                GRANT_STATE[grant.state],
                proposedBy && words.proposedBy(proposedBy.name),
                decidedBy && words.decidedBy(decidedBy.name),
                endReason && words.because(endReason),
              ]
                .filter(Boolean)
                .join(' · ')}
            />
          </li>
        ))}
      </ul>
    </>
  )
}
