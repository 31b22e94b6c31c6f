// The own account: password and mail address, each behind a sheet of its own.
import { useState } from 'preact/hooks'
import { useDone } from '@/shared/staff/done'
import { Cell } from '@/shared/ui/cell'
import { Section } from '@/shared/ui/section'
import { Sheet } from '@/shared/ui/sheet'
import { text } from '../text'
import { MailForm } from './mail-form'
import { PasswordChange } from './password-change'

const words = text.me

export function OwnAccount({ email, onChanged }: { email: string | null; onChanged: () => void }) {
  const [open, setOpen] = useState<'password' | 'mail'>()
  const [done, setDone] = useDone()
  const close = () => setOpen(undefined)
  const finished = (what: string) => {
    close()
    setDone(what)
    onChanged()
  }
  return (
    <Section id="account" title={words.account}>
      {done}
      <ul class="cells">
        <li>
          <Cell title={words.changePassword} onClick={() => setOpen('password')} />
        </li>
        <li>
          <Cell title={words.mail} sub={email ?? words.noMail} onClick={() => setOpen('mail')} />
        </li>
      </ul>
      {open === 'password' && (
        <Sheet label={words.changePassword} onClose={close}>
          <PasswordChange onClose={close} onDone={finished} />
        </Sheet>
      )}
      {open === 'mail' && (
        <Sheet label={words.mail} onClose={close}>
          <MailForm email={email} onClose={close} onDone={finished} />
        </Sheet>
      )}
    </Section>
  )
}
