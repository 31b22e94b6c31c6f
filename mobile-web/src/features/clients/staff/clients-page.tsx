// 接口客户端: who may ask by program, when they came last, and the way to let one in or out.
import { useState } from 'preact/hooks'
import { dayWithYear } from '@/shared/format/format'
import { useDone } from '@/shared/staff/done'
import { StaffPage } from '@/shared/staff/frame'
import { hasRole } from '@/shared/staff/tabs'
import { staffText } from '@/shared/staff/text'
import { useStaffQuery } from '@/shared/staff/use-staff'
import { Cell } from '@/shared/ui/cell'
import { Section } from '@/shared/ui/section'
import { Blank, Failed, Waiting } from '@/shared/ui/states'
import { ClientSheet } from './client-sheet'
import { Clients } from './clients.generated'
import type { ClientPartsFragment } from './clients.generated'
import { RegisterForm } from './register-form'
import { SecretSheet } from './secret-sheet'
import type { Shown } from './secret-sheet'
import { text } from './text'

export default function ClientsPage() {
  return (
    <StaffPage tab="me" back={{ href: '/staff/me', name: staffText.back.me }}>
      {(viewer) => (
        <>
          <div class="head">
            <h1>{text.title}</h1>
            <p class="soft mt2">{text.lead}</p>
          </div>
          {hasRole(viewer, 'COUNTY_ADMIN', 'AUDITOR') ? <All mayRegister={hasRole(viewer, 'COUNTY_ADMIN')} /> : <p class="mt5">{text.notYours}</p>}
        </>
      )}
    </StaffPage>
  )
}

function All({ mayRegister }: { mayRegister: boolean }) {
  const { data, error, reload } = useStaffQuery(Clients, {})
  const [open, setOpen] = useState<string>()
  const [shown, setShown] = useState<Shown>()
  const [done, setDone] = useDone()
  const client = data?.clients.find(({ id }) => id === open)
  const finished = (what: string, secret?: Shown) => {
    setOpen(undefined)
    setShown(secret)
    setDone(what)
    reload()
  }
  return (
    <>
      <Section id="clients" title={text.section}>
        {done}
        {!data && (error ? <Failed error={error} retry={reload} /> : <Waiting />)}
        {data?.clients.length === 0 && (
          <Blank title={text.none}>
            <p>{text.noneHelp}</p>
          </Blank>
        )}
        <ul class="cells">
          {data?.clients.map((one) => (
            <li key={one.id}>
              <Cell title={one.name} sub={standing(one)} onClick={() => setOpen(one.id)} />
            </li>
          ))}
        </ul>
      </Section>
      {mayRegister && <RegisterForm onDone={finished} />}
      {client && <ClientSheet client={client} onClose={() => setOpen(undefined)} onDone={finished} />}
      {shown && <SecretSheet shown={shown} onClose={() => setShown(undefined)} />}
    </>
  )
}

function standing({ endedAt, lastUsedAt, oldSecretUntil }: ClientPartsFragment): string {
  if (endedAt) return text.ended(dayWithYear(endedAt))
  const used = lastUsedAt ? text.used(dayWithYear(lastUsedAt)) : text.neverUsed
  return oldSecretUntil ? `${used} · ${text.oldSecret(dayWithYear(oldSecretUntil))}` : used
}
