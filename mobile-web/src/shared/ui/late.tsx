// A part of a page that comes in a chunk of its own, when it is first shown.
import { useEffect, useState } from 'preact/hooks'
import type { ComponentType } from 'preact'
import { RequestError } from '@/shared/graphql/client'
import { Failed, Waiting } from './states'

/** The component behind `load`, with a line while it comes and a button when it could not; a quiet one is nothing until then. */
export function late<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>, quiet = false): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined
  return function Late(props: Props) {
    const [Part, setPart] = useState<ComponentType<Props> | undefined>(() => loaded)
    const [failed, setFailed] = useState(false)
    const fetchPart = () => {
      setFailed(false)
      load().then(
        (module) => {
          loaded = module.default
          setPart(() => module.default)
        },
        () => setFailed(true),
      )
    }
    useEffect(() => {
      if (!Part) fetchPart()
    }, [])
    if (Part) return <Part {...props} />
    if (quiet) return null
    return failed ? <Failed error={new RequestError('offline')} retry={fetchPart} /> : <Waiting />
  }
}
