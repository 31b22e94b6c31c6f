// The county's staff with their roles, fifty at a time.
import { faultInWords } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Cell } from '@/shared/ui/cell'
import { FieldError } from '@/shared/ui/field'
import { text } from '../text'
import { grantInWords } from './grant-words'
import { People } from './people.generated'
import type { PeopleQuery, StaffAccountFragment } from './people.generated'
import type { Wanted } from './search'

const words = text.people

interface Props {
  data: PeopleQuery
  wanted: Wanted
  onOpen: (account: StaffAccountFragment) => void
  onMore: (data: PeopleQuery) => void
}

export function StaffList({ data, wanted, onOpen, onMore }: Props) {
  const { nodes, pageInfo } = data.staff
  const { busy, fault, send } = useSending()
  const more = () =>
    send(async () => {
      const next = await staffRequest(People, { first: 50, after: pageInfo.endCursor, ...wanted })
      onMore({ staff: { ...data.staff, pageInfo: next.staff.pageInfo, nodes: [...nodes, ...next.staff.nodes] } })
    })
  return (
    <>
      {nodes.length === 0 && <p class="soft">{words.empty}</p>}
      <ul class={nodes.length > 0 ? 'cells' : undefined}>
        {nodes.map((account) => (
          <li key={account.id}>
            <Cell title={account.name} sub={rolesInWords(account)} onClick={() => onOpen(account)} />
          </li>
        ))}
      </ul>
      {fault && <FieldError text={faultInWords(fault)} />}
      {pageInfo.hasNextPage && (
        <button class="btn btn--quiet mt4" type="button" aria-disabled={busy} onClick={more}>
          {words.more}
        </button>
      )}
    </>
  )
}

function rolesInWords({ login, state, roles }: StaffAccountFragment): string {
  const active = roles.filter((grant) => grant.state === 'ACTIVE').map(grantInWords)
  return [login, state === 'DISABLED' ? words.disabled : '', active.length > 0 ? active.join('；') : words.noRoles].filter(Boolean).join(' · ')
}
