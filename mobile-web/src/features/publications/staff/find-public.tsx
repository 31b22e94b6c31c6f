// 找已经公开的: by its address, for a head who may have to take down what an organ below published.
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { FormOops } from '@/shared/staff/form'
import { staffRequest } from '@/shared/staff/session'
import { useSending } from '@/shared/staff/use-staff'
import { Input } from '@/shared/ui/field'
import { Section } from '@/shared/ui/section'
import { PublicationByCode } from './find-public.generated'
import { text } from './text'

const words = text.find

export function FindPublic() {
  const [address, setAddress] = useState('')
  const [isNone, setNone] = useState(false)
  const { busy, fault, send } = useSending()
  const { route } = useLocation()
  const code = address.trim().split('/').pop() ?? ''
  const find = (event: Event) => {
    event.preventDefault()
    if (code === '') return
    send(async () => {
      const [found] = (await staffRequest(PublicationByCode, { code })).publicationDrafts
      setNone(!found)
      if (found) route(`/staff/publications/${found.id}`)
    })
  }
  return (
    <Section id="find" title={words.title}>
      <form onSubmit={find} noValidate>
        <FormOops refusals={[]} fields={[]} fault={fault} />
        <Input id="address" label={words.address} hint={words.hint} value={address} onValue={setAddress} error={isNone ? words.none : undefined} />
        <button class="btn btn--quiet mt4" type="submit" aria-disabled={busy || code === ''}>
          {words.go}
        </button>
      </form>
    </Section>
  )
}
