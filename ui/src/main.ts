// Starts the window's pages.
import './styles/app.css';
import './styles/pages.css';
import './styles/casework.css';
import App from './App.svelte';
import { whichWindow } from './desk/ask';
import AtTheDoor from './frame/AtTheDoor.svelte';
import TheRoom from './frame/TheRoom.svelte';
import { mount } from 'svelte';

const pages: Record<string, typeof App> = { main: App, lock: AtTheDoor, room: TheRoom };
mount(pages[whichWindow()] ?? AtTheDoor, { target: document.body });
