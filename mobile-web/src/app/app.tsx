// The whole client: routes, and one plain page when something breaks.
import { LocationProvider, Route, Router } from 'preact-iso'
import { Component, type ComponentChildren } from 'preact'
import { NotFound } from '@/shared/ui/not-found'
import { Broken } from '@/shared/ui/broken'
import { pages } from './routes'
import { arrived } from './arrive'
import { loaded, loading } from './on-the-way'

export function App() {
  return (
    <LocationProvider>
      <Guard>
        <Router onRouteChange={arrived} onLoadStart={loading} onLoadEnd={loaded}>
          {pages.map(({ path, Page }) => (
            <Route key={path} path={path} component={Page} />
          ))}
          <Route default component={NotFound} />
        </Router>
      </Guard>
    </LocationProvider>
  )
}

/** Keeps a fault in one page from leaving an empty screen. */
class Guard extends Component<{ children: ComponentChildren }, { failed: boolean }> {
  override state = { failed: false }

  static override getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? <Broken /> : this.props.children
  }
}
