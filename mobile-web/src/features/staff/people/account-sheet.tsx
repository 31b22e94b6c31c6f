// One member of staff: the roles, and what the administrator may do.
import { useState } from 'preact/hooks'
import { GRANT_STATE } from '@/shared/staff/text'
import { day, dayWithYear } from '@/shared/format/format'
import { Cell } from '@/shared/ui/cell'
import { Sheet } from '@/shared/ui/sheet'
import { text } from '../text'
import { AccountDetails } from './account-details'
import { EndForm } from './end-form'
import type { GrantFragment, StaffAccountFragment } from './people.generated'
import { ProposeForm } from './propose-form'
import { ResetForm } from './reset-form'
import { grantInWords, officialInWords } from './grant-words'
import { LinkForm } from './link-form'
import { TermForm } from './term-form'

const words = text.people

type Part = 'roles' | 'propose' | 'reset' | 'link' | 'details' | GrantFragment | { readonly term: GrantFragment }

interface Props {
  account: StaffAccountFragment
  county: string
  onClose: () => void
  onDone: (what: string) => void
}

export function AccountSheet({ account, county, onClose, onDone }: Props) {
  const [part, setPart] = useState<Part>('roles')
  const back = () => setPart('roles')
  return (
    <Sheet key={keyOf(part)} label={account.name} onClose={onClose}>
      <h2>{account.name}</h2>
      <p class="soft small">
        {account.login}
        {account.awaitsOwner ? ` · ${words.awaitsOwner}` : ''}
      </p>
      <p class="soft small">{officialInWords(account.officialName)}</p>
      {part === 'roles' && <Menu account={account} onPart={setPart} onClose={onClose} />}
      {part === 'propose' && <ProposeForm account={account} county={county} onBack={back} onDone={onDone} />}
      {part === 'link' && <LinkForm account={account} onBack={back} onDone={onDone} />}
      {part === 'reset' && <ResetForm account={account} onBack={back} onDone={onDone} />}
      {part === 'details' && <AccountDetails account={account} county={county} onBack={back} onDone={onDone} />}
      {typeof part !== 'string' && ('term' in part ? <TermForm grant={part.term} onBack={back} onDone={onDone} /> : <EndForm grant={part} onBack={back} onDone={onDone} />)}
    </Sheet>
  )
}

function keyOf(part: Part): string {
  if (typeof part === 'string') return part
  return 'term' in part ? `term-${part.term.id}` : part.id
}

function Menu({ account, onPart, onClose }: { account: StaffAccountFragment; onPart: (part: Part) => void; onClose: () => void }) {
  return (
    <>
      {account.roles.length === 0 && <p class="soft mt3">{words.noRoles}</p>}
      <ul class="cells mt3">
        {account.roles.map((grant) => (
          <li key={grant.id} class="rowend">
            <span class="rowend__text">
              <b>{grantInWords(grant)}</b>
              <small>
                {day(grant.from)}起{grant.until ? `，到 ${dayWithYear(grant.until)}` : ''} · {GRANT_STATE[grant.state]}
              </small>
            </span>
            {grant.viewerCan.includes('REVOKE') && (
              <span class="rowend__btns">
                {grant.state === 'ACTIVE' && (
                  <button class="btn btn--quiet btn--small" type="button" aria-label={`${words.term}：${grantInWords(grant)}`} onClick={() => onPart({ term: grant })}>
                    {words.term}
                  </button>
                )}
                <button class="btn btn--quiet btn--small" type="button" aria-label={`${words.endRole}：${grantInWords(grant)}`} onClick={() => onPart(grant)}>
                  {words.endRole}
                </button>
              </span>
            )}
          </li>
        ))}
        <li>
          <Cell title={words.details} onClick={() => onPart('details')} />
        </li>
        <li>
          <Cell title={words.propose} onClick={() => onPart('propose')} />
        </li>
        {!account.officialName && (
          <li>
            <Cell title={words.link} onClick={() => onPart('link')} />
          </li>
        )}
        <li>
          <Cell title={words.reset} onClick={() => onPart('reset')} />
        </li>
      </ul>
      <button class="btn btn--text mt3" type="button" onClick={onClose}>
        {words.close}
      </button>
    </>
  )
}
