// The demonstration's places as its public pages show them. Streets and numbers are invented; the telephone numbers belong to nobody.
import type { OpeningHours, PublicPlace } from '@clearday/store'

const LONG: readonly (readonly [string, string])[] = [
  ['08:00', '12:30'],
  ['13:30', '18:00'],
]
const MORNING: readonly (readonly [string, string])[] = [['08:00', '12:30']]
const LATE: readonly (readonly [string, string])[] = [['12:00', '20:00']]

const HARBOUR_HOURS: OpeningHours = { mon: LONG, tue: LONG, wed: MORNING, thu: LONG, fri: [['08:00', '14:00']] }
const PARK_HOURS: OpeningHours = { mon: LONG, tue: LATE, wed: LONG, thu: LATE, fri: MORNING }
const HILL_HOURS: OpeningHours = { mon: MORNING, tue: LONG, thu: LONG, fri: MORNING, sat: [['09:00', '13:00']] }

export const DEMO_PLACES: readonly Omit<PublicPlace, 'people'>[] = [
  {
    ...{
      id: 'harbour',
      name: 'Harbour Street',
      address: '1 Example Quay\n10001 Exampleton',
      timeZone: 'Europe/Berlin',
    },
    ...{ telephone: '+49 30 23125 101', hours: HARBOUR_HOURS },
    about: {
      en: 'Tram 3 and bus 12 stop at Example Quay, a minute from the door. By car: the garage under Harbour Street, with two wide spaces beside the lift. By bicycle: stands in the yard. The entrance is the blue door between the bakery and the bookshop; reception is on the second floor.',
      es: 'El tranvía 3 y el autobús 12 paran en Example Quay, a un minuto de la puerta. En coche: el aparcamiento bajo Harbour Street, con dos plazas anchas junto al ascensor. En bicicleta: hay soportes en el patio. La entrada es la puerta azul entre la panadería y la librería; la recepción está en la segunda planta.',
    },
    accessibility: {
      en: 'No step at the entrance; a lift of 110 by 140 cm to every floor; doors 90 cm wide; a toilet for wheelchairs on the second floor. The waiting room has lamps that can be dimmed and no screen. Two rooms are kept dim, with a couch to lie down on: say so at the desk or when you call. We use no scented cleaners; the bakery downstairs can be smelled at the door in the morning. Guide dogs are welcome.',
      es: 'Sin escalón en la entrada; un ascensor de 110 por 140 cm a todas las plantas; puertas de 90 cm; un aseo para sillas de ruedas en la segunda planta. La sala de espera tiene lámparas regulables y ninguna pantalla. Dos salas se mantienen en penumbra, con una camilla para tumbarse: dígalo en recepción o al llamar. No usamos limpiadores perfumados; por la mañana el olor de la panadería llega hasta la puerta. Los perros guía son bienvenidos.',
    },
  },
  {
    ...{ id: 'park', name: 'Park Side', address: '22 Sample Lane\n10004 Exampleton', timeZone: 'Europe/Berlin' },
    ...{ telephone: '+49 30 23125 202', hours: PARK_HOURS },
    about: {
      en: 'Underground line 2 to Sample Lane, exit Park, then four minutes on foot along the fence of the park. Two parking spaces for visitors are in front of the house. Open late on Tuesdays and Thursdays for those who work.',
      es: 'Metro línea 2 hasta Sample Lane, salida Park, y después cuatro minutos a pie junto a la verja del parque. Hay dos plazas para visitantes delante de la casa. Martes y jueves abre hasta tarde para quienes trabajan.',
    },
    accessibility: {
      en: 'Two steps at the front; the ramp is on the left side of the house, with a bell at wheelchair height. Everything is on the ground floor. The toilet for wheelchairs is beside reception. The garden side is quiet and can be darkened; the street side is not. An induction loop is at the desk.',
      es: 'Dos escalones en la entrada principal; la rampa está a la izquierda de la casa, con un timbre a la altura de una silla de ruedas. Todo está en la planta baja. El aseo para sillas de ruedas está junto a recepción. El lado del jardín es tranquilo y puede oscurecerse; el de la calle, no. En recepción hay un bucle de inducción.',
    },
  },
  {
    ...{
      id: 'hill',
      name: 'Hill House',
      address: '7 Placeholder Hill\n10019 Upper Exampleton',
      timeZone: 'Europe/Berlin',
    },
    ...{ telephone: '+49 30 23125 303', hours: HILL_HOURS },
    about: {
      en: 'Bus 41 to Placeholder Hill (every 20 minutes, every 30 on Saturdays). The way from the stop goes uphill for 200 metres; who cannot walk it calls us, and the porter comes with the cart. Parking is free in front of the house.',
      es: 'Autobús 41 hasta Placeholder Hill (cada 20 minutos; los sábados, cada 30). Desde la parada son 200 metros cuesta arriba; quien no pueda recorrerlos nos llama y el conserje acude con el carrito. Se aparca gratis delante de la casa.',
    },
    accessibility: {
      en: 'An old house: five steps at the front, and a platform lift (up to 300 kg) at the side, which somebody of the house works. Treatment rooms 1 to 3 can be reached with a wheelchair, the gym in the attic cannot. There is no toilet for wheelchairs here; Harbour Street and Park Side have one. It is the quietest of our places, and all rooms can be made dark.',
      es: 'Una casa antigua: cinco escalones en la entrada y, al lado, una plataforma elevadora (hasta 300 kg) que maneja alguien de la casa. A las salas 1 a 3 se llega en silla de ruedas; al gimnasio del ático, no. Aquí no hay aseo para sillas de ruedas; en Harbour Street y Park Side, sí. Es la más silenciosa de nuestras sedes y todas las salas pueden oscurecerse.',
    },
  },
]
