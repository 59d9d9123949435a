import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { Boundary } from './ui/boundary.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no place for the dashboard.');
createRoot(root).render(
  <Boundary extent="page">
    <App />
  </Boundary>,
);
