// Every word that the installer's page and console say, in four languages: the one table. Plain text: no
// quotation mark, backslash, ampersand or angle bracket, so that it can go into a page or into JSON as it
// stands (a test holds that).
namespace Gateway.Installer
{
    /// <summary>The texts. Made only where there is a page or a console.</summary>
    public sealed class Texts
    {
        /// <summary>Languages: en, de, fr, sv.</summary>
        public const int LanguageCount = 4;

        // English, German, French, Swedish; in the order of TextId.
        private readonly string[] _rows =
        {
            // Language
            "English",
            "Deutsch",
            "Français",
            "Svenska",
            // PageTitle
            "Gateway check",
            "Gateway-Prüfung",
            "Contrôle de la passerelle",
            "Kontroll av gateway",
            // CodeLabel
            "Code printed on the device",
            "Auf dem Gerät aufgedruckter Code",
            "Code imprimé sur l’appareil",
            "Koden som är tryckt på enheten",
            // Open
            "Open",
            "Öffnen",
            "Ouvrir",
            "Öppna",
            // WrongCode
            "That is not the code.",
            "Das ist nicht der Code.",
            "Ce n’est pas le bon code.",
            "Det är inte rätt kod.",
            // Locked
            "Too many wrong codes. Try again later; seconds left:",
            "Zu viele falsche Codes. Später erneut versuchen; Sekunden noch:",
            "Trop de codes erronés. Réessayez plus tard ; secondes restantes :",
            "För många felaktiga koder. Försök igen senare; sekunder kvar:",
            // Closed
            "This page is closed. Press the button on the device shortly to open it.",
            "Diese Seite ist geschlossen. Taste am Gerät kurz drücken, um sie zu öffnen.",
            "Cette page est fermée. Appuyez brièvement sur le bouton de l’appareil pour l’ouvrir.",
            "Sidan är stängd. Tryck kort på enhetens knapp för att öppna den.",
            // NoCode
            "This gateway has no installer code, so this page stays closed. Set installer.code "
                + "in its configuration.",
            "Dieses Gateway hat keinen Installateur-Code, daher bleibt die Seite geschlossen. In "
                + "der Konfiguration installer.code setzen.",
            "Cette passerelle n’a pas de code d’installateur ; la page reste fermée. Définissez "
                + "installer.code dans sa configuration.",
            "Denna gateway har ingen installatörskod, så sidan förblir stängd. Ange "
                + "installer.code i konfigurationen.",
            // SignOut
            "Close the page",
            "Seite schließen",
            "Fermer la page",
            "Stäng sidan",
            // NumberLabel
            "Meter number (the last digits are enough)",
            "Zählernummer (die letzten Ziffern genügen)",
            "Numéro du compteur (les derniers chiffres suffisent)",
            "Mätarnummer (de sista siffrorna räcker)",
            // Ask
            "Is it heard?",
            "Wird er gehört?",
            "Est-il reçu ?",
            "Hörs den?",
            // ListenNow
            "Listen now",
            "Jetzt lauschen",
            "Écouter",
            "Lyssna nu",
            // Minutes
            "Minutes",
            "Minuten",
            "Minutes",
            "Minuter",
            // MenuAntenna
            "Antenna",
            "Antenne",
            "Antenne",
            "Antenn",
            // MenuWayOut
            "Way out",
            "Weg hinaus",
            "Liaison",
            "Vägen ut",
            // MenuWorst
            "Worst meters",
            "Schwächste Zähler",
            "Pires compteurs",
            "Sämsta mätarna",
            // MenuLive
            "Live",
            "Live",
            "En direct",
            "Direkt",
            // MenuWired
            "Wired",
            "Kabel",
            "Filaire",
            "Kabel",
            // MenuDrops
            "Drops",
            "Verworfen",
            "Rejets",
            "Bortfall",
            // MenuReport
            "Report",
            "Bericht",
            "Rapport",
            "Rapport",
            // MenuSurvey
            "Survey",
            "Umschau",
            "Relevé",
            "Översikt",
            // Copy
            "Copy",
            "Kopieren",
            "Copier",
            "Kopiera",
            // Refresh
            "Refresh",
            "Erneuern",
            "Actualiser",
            "Uppdatera",
            // ToolsLabel
            "More checks",
            "Weitere Prüfungen",
            "Autres contrôles",
            "Fler kontroller",
            // SkipToAnswer
            "Skip to the answer",
            "Zur Antwort springen",
            "Aller à la réponse",
            "Hoppa till svaret",
            // MarkOk
            "good",
            "gut",
            "bon",
            "bra",
            // MarkWarn
            "look at this",
            "beachten",
            "à vérifier",
            "se upp",
            // MarkBad
            "bad",
            "schlecht",
            "mauvais",
            "fel",
            // MarkInfo
            "note",
            "Hinweis",
            "note",
            "notera",
            // Heard
            "HEARD",
            "WIRD GEHÖRT",
            "REÇU",
            "HÖRS",
            // NotYet
            "NOT YET HEARD",
            "NOCH NICHT GEHÖRT",
            "PAS ENCORE REÇU",
            "INTE HÖRD ÄN",
            // Filtered
            "FILTERED OUT",
            "AUSGEFILTERT",
            "FILTRÉ",
            "BORTFILTRERAD",
            // BadCrc
            "HEARD WITH BAD CRC",
            "GEHÖRT MIT CRC-FEHLER",
            "REÇU AVEC CRC ERRONÉ",
            "HÖRD MED CRC-FEL",
            // BadNumber
            "Give 1 to 8 digits of the meter number.",
            "Bitte 1 bis 8 Ziffern der Zählernummer angeben.",
            "Donnez 1 à 8 chiffres du numéro du compteur.",
            "Ange 1 till 8 siffror av mätarnumret.",
            // MoreFound
            "More meters end in these digits; give more digits. Found in all:",
            "Weitere Zähler enden auf diese Ziffern; mehr Ziffern angeben. Gefunden insgesamt:",
            "D’autres compteurs finissent ainsi ; donnez plus de chiffres. Trouvés en tout :",
            "Fler mätare slutar på dessa siffror; ange fler siffror. Hittade totalt:",
            // Meter
            "Meter",
            "Zähler",
            "Compteur",
            "Mätare",
            // Signal
            "Signal",
            "Signal",
            "Signal",
            "Signal",
            // Margin
            "Above the noise floor",
            "Über dem Grundrauschen",
            "Au-dessus du bruit de fond",
            "Över brusgolvet",
            // LastHeard
            "Last heard",
            "Zuletzt gehört",
            "Dernière réception",
            "Senast hörd",
            // Ago
            "ago",
            "her",
            "écoulées",
            "sedan",
            // Received
            "Telegrams received of those expected",
            "Empfangene von erwarteten Telegrammen",
            "Télégrammes reçus sur attendus",
            "Mottagna av väntade telegram",
            // Of
            "of",
            "von",
            "sur",
            "av",
            // Interval
            "Sends every",
            "Sendet alle",
            "Émet toutes les",
            "Sänder var",
            // NotLearned
            "not known yet",
            "noch nicht bekannt",
            "pas encore connu",
            "inte känt än",
            // Mode
            "Mode",
            "Betriebsart",
            "Mode",
            "Läge",
            // Maker
            "Manufacturer",
            "Hersteller",
            "Fabricant",
            "Tillverkare",
            // DeviceType
            "Type",
            "Art",
            "Type",
            "Typ",
            // Encrypted
            "Encrypted",
            "Verschlüsselt",
            "Chiffré",
            "Krypterad",
            // Yes
            "yes",
            "ja",
            "oui",
            "ja",
            // No
            "no",
            "nein",
            "non",
            "nej",
            // Offset
            "Frequency offset",
            "Frequenzabweichung",
            "Écart de fréquence",
            "Frekvensavvikelse",
            // AlarmBits
            "Alarm bits",
            "Alarmbits",
            "Bits d’alarme",
            "Larmbitar",
            // None
            "none",
            "keine",
            "aucun",
            "inga",
            // PowerLow
            "battery or supply low",
            "Batterie oder Versorgung schwach",
            "pile ou alimentation faible",
            "batteri eller matning svag",
            // PermanentError
            "permanent error",
            "dauerhafter Fehler",
            "erreur permanente",
            "bestående fel",
            // TemporaryError
            "temporary error",
            "vorübergehender Fehler",
            "erreur temporaire",
            "tillfälligt fel",
            // AbnormalCondition
            "abnormal condition",
            "anormaler Zustand",
            "état anormal",
            "onormalt tillstånd",
            // ApplicationError
            "application error",
            "Anwendungsfehler",
            "erreur d’application",
            "programfel",
            // ManufacturerBits
            "manufacturer’s bits",
            "Bits des Herstellers",
            "bits du fabricant",
            "tillverkarens bitar",
            // ExcludedBy
            "Excluded by",
            "Ausgeschlossen durch",
            "Exclu par",
            "Utesluten av",
            // RuleNumber
            "rule number",
            "Regel Nummer",
            "la règle numéro",
            "regel nummer",
            // NoRule
            "the list: no rule names it",
            "die Liste: keine Regel nennt ihn",
            "la liste : aucune règle ne le nomme",
            "listan: ingen regel nämner den",
            // DamagedFrames
            "Damaged frames",
            "Beschädigte Telegramme",
            "Trames endommagées",
            "Skadade telegram",
            // AddressUnsure
            "The address itself may be damaged: no CRC vouches for it.",
            "Auch die Adresse kann beschädigt sein: keine CRC bürgt für sie.",
            "L’adresse elle-même peut être fausse : aucun CRC ne la garantit.",
            "Även adressen kan vara skadad: ingen CRC styrker den.",
            // BadCrcHint
            "Too weak, disturbed, or another link mode: move the antenna, then listen again.",
            "Zu schwach, gestört oder andere Betriebsart: Antenne versetzen und erneut lauschen.",
            "Trop faible, perturbé ou autre mode : déplacez l’antenne puis écoutez encore.",
            "För svag, störd eller annat läge: flytta antennen och lyssna igen.",
            // ExpectedWithin
            "Expected within",
            "Erwartet binnen",
            "Attendu d’ici",
            "Väntas inom",
            // IntervalHint
            "C1 meters often send every 16 or 96 s, T1 meters (OMS) often every 15 min. A short "
                + "listen proves nothing.",
            "C1-Zähler senden oft alle 16 oder 96 s, T1-Zähler (OMS) oft alle 15 min. Kurzes "
                + "Lauschen beweist nichts.",
            "Les compteurs C1 émettent souvent toutes les 16 ou 96 s, les T1 (OMS) toutes les 15 "
                + "min. Une écoute courte ne prouve rien.",
            "C1-mätare sänder ofta var 16:e eller 96:e s, T1-mätare (OMS) ofta var 15:e min. En "
                + "kort lyssning bevisar inget.",
            // Overdue
            "Overdue: silent for more than three intervals",
            "Überfällig: seit über drei Intervallen still",
            "En retard : silencieux depuis plus de trois intervalles",
            "Försenad: tyst i mer än tre intervall",
            // ListenedFor
            "This gateway has listened for",
            "Dieses Gateway lauscht seit",
            "Cette passerelle écoute depuis",
            "Denna gateway har lyssnat i",
            // Listening
            "Listening",
            "Lausche",
            "Écoute en cours",
            "Lyssnar",
            // ListenDone
            "Listening has ended",
            "Das Lauschen ist beendet",
            "Écoute terminée",
            "Lyssningen är klar",
            // TimeLeft
            "Time left",
            "Restzeit",
            "Temps restant",
            "Tid kvar",
            // FramesSince
            "Good frames since then",
            "Gute Telegramme seither",
            "Trames correctes depuis",
            "Hela telegram sedan dess",
            // BadSince
            "Damaged frames since then",
            "Beschädigte seither",
            "Trames endommagées depuis",
            "Skadade telegram sedan dess",
            // Radio
            "Radio",
            "Funkempfänger",
            "Récepteur",
            "Mottagare",
            // RadioFails
            "does not work: chip or wiring",
            "arbeitet nicht: Chip oder Verdrahtung",
            "ne marche pas : puce ou câblage",
            "fungerar inte: krets eller kablage",
            // NoiseFloor
            "Noise floor",
            "Grundrauschen",
            "Bruit de fond",
            "Brusgolv",
            // Baseline
            "Quietest since start",
            "Leisestes seit Start",
            "Le plus calme depuis le démarrage",
            "Tystast sedan start",
            // NoiseRaised
            "Something close by disturbs: the noise is well above the quietest.",
            "Etwas in der Nähe stört: das Rauschen liegt weit über dem leisesten Wert.",
            "Une source proche perturbe : le bruit dépasse nettement le minimum.",
            "Något i närheten stör: bruset ligger långt över det tystaste.",
            // NoisyPlace
            "A noisy place: move the antenna away from power supplies and screens.",
            "Ein lauter Ort: Antenne von Netzteilen und Bildschirmen entfernen.",
            "Endroit bruyant : éloignez l’antenne des alimentations et des écrans.",
            "Bullrig plats: flytta antennen från nätaggregat och skärmar.",
            // FramesGood
            "Good frames",
            "Gute Telegramme",
            "Trames correctes",
            "Hela telegram",
            // HearsNothing
            "Hears nothing at all: is the antenna screwed on?",
            "Hört überhaupt nichts: ist die Antenne angeschraubt?",
            "N’entend rien du tout : l’antenne est-elle vissée ?",
            "Hör ingenting alls: är antennen påskruvad?",
            // TooEarly
            "Nothing heard yet; it has run for two minutes or less.",
            "Noch nichts gehört; läuft erst zwei Minuten oder kürzer.",
            "Rien reçu encore ; en marche depuis deux minutes ou moins.",
            "Inget hört än; igång i två minuter eller mindre.",
            // OffsetHistogram
            "Frequency offset of the meters heard last",
            "Frequenzabweichung der zuletzt gehörten Zähler",
            "Écart de fréquence des derniers compteurs reçus",
            "Frekvensavvikelse för senast hörda mätare",
            // MetersKnown
            "Meters heard",
            "Gehörte Zähler",
            "Compteurs reçus",
            "Hörda mätare",
            // Sim
            "SIM",
            "SIM",
            "SIM",
            "SIM",
            // Registration
            "Registration",
            "Einbuchung",
            "Enregistrement",
            "Registrering",
            // Ip
            "IP address",
            "IP-Adresse",
            "Adresse IP",
            "IP-adress",
            // Tls
            "TLS",
            "TLS",
            "TLS",
            "TLS",
            // Broker
            "Broker",
            "Broker",
            "Broker",
            "Broker",
            // LastAck
            "Last acknowledgement (PUBACK)",
            "Letzte Quittung (PUBACK)",
            "Dernier accusé (PUBACK)",
            "Senaste kvittens (PUBACK)",
            // StepOk
            "in order",
            "in Ordnung",
            "en ordre",
            "i ordning",
            // StepWorking
            "under way",
            "im Gange",
            "en cours",
            "pågår",
            // StepWaiting
            "waits for the step before",
            "wartet auf den Schritt davor",
            "attend l’étape précédente",
            "väntar på steget före",
            // StepFailed
            "fails",
            "scheitert",
            "échoue",
            "misslyckas",
            // StepNotUsed
            "not used",
            "nicht benutzt",
            "non utilisé",
            "används inte",
            // StepUnknown
            "cannot tell",
            "nicht feststellbar",
            "indéterminé",
            "kan inte avgöras",
            // Never
            "never",
            "nie",
            "jamais",
            "aldrig",
            // Queue
            "Records that wait",
            "Wartende Datensätze",
            "Enregistrements en attente",
            "Poster som väntar",
            // Oldest
            "Oldest of them",
            "Ältester davon",
            "Le plus ancien",
            "Äldst av dem",
            // Signal4G
            "Mobile signal",
            "Mobilfunksignal",
            "Signal mobile",
            "Mobilsignal",
            // NoWorst
            "No meter with a known interval is read badly.",
            "Kein Zähler mit bekanntem Intervall wird schlecht gelesen.",
            "Aucun compteur à intervalle connu n’est mal lu.",
            "Ingen mätare med känt intervall läses dåligt.",
            // NoFrames
            "No frame since this view was opened.",
            "Kein Telegramm, seit diese Ansicht offen ist.",
            "Aucune trame depuis l’ouverture de cette vue.",
            "Inget telegram sedan vyn öppnades.",
            // Bytes
            "bytes",
            "Bytes",
            "octets",
            "byte",
            // NoLines
            "No wired line is configured.",
            "Keine Kabelleitung ist konfiguriert.",
            "Aucune ligne filaire configurée.",
            "Ingen kabellinje är konfigurerad.",
            // ReadTest
            "Read test",
            "Lesetest",
            "Test de lecture",
            "Lästest",
            // ReadRunning
            "being read; ask again",
            "wird gelesen; erneut fragen",
            "lecture en cours ; redemandez",
            "läses; fråga igen",
            // ReadOk
            "answers",
            "antwortet",
            "répond",
            "svarar",
            // ReadFailed
            "does not answer",
            "antwortet nicht",
            "ne répond pas",
            "svarar inte",
            // NotTried
            "not tried",
            "nicht versucht",
            "non essayé",
            "inte prövad",
            // ScanMore
            "More meters:",
            "Weitere Zähler:",
            "Autres compteurs :",
            "Fler mätare:",
            // DropDuplicate
            "Copies of one telegram",
            "Kopien eines Telegramms",
            "Copies d’un télégramme",
            "Kopior av ett telegram",
            // DropFiltered
            "Denied by the list",
            "Von der Liste verweigert",
            "Refusés par la liste",
            "Nekade av listan",
            // DropReduced
            "Left out by the interval",
            "Durch das Intervall ausgelassen",
            "Omis par l’intervalle",
            "Utelämnade av intervallet",
            // DropUnknown
            "Of meters that no rule names",
            "Von Zählern ohne Regel",
            "De compteurs sans règle",
            "Från mätare utan regel",
            // DropBadCrc
            "Damaged by the air (CRC)",
            "Vom Funkweg beschädigt (CRC)",
            "Endommagés en l’air (CRC)",
            "Skadade i luften (CRC)",
            // DropOverflow
            "Lost in the radio’s memory",
            "Im Funkspeicher verloren",
            "Perdus dans la mémoire radio",
            "Förlorade i radiominnet",
            // DropNoBuffer
            "No telegram buffer free",
            "Kein Telegrammpuffer frei",
            "Aucun tampon libre",
            "Ingen telegrambuffert ledig",
            // DropLogFull
            "Log full",
            "Protokoll voll",
            "Journal plein",
            "Loggen full",
            // DropOverwritten
            "Overwritten before delivery",
            "Vor Auslieferung überschrieben",
            "Écrasés avant livraison",
            "Överskrivna före leverans",
            // DropWriteFailed
            "Could not be written",
            "Nicht schreibbar",
            "Écriture impossible",
            "Kunde inte skrivas",
            // DropCorrupt
            "Damaged in flash",
            "Im Flash beschädigt",
            "Endommagés en mémoire flash",
            "Skadade i flash",
            // DropBufferFull
            "Buffer before the log full",
            "Puffer vor dem Protokoll voll",
            "Tampon du journal plein",
            "Bufferten före loggen full",
            // GatewayName
            "Gateway",
            "Gateway",
            "Passerelle",
            "Gateway",
            // Firmware
            "Firmware",
            "Firmware",
            "Micrologiciel",
            "Fast program",
            // Uptime
            "Running for",
            "Läuft seit",
            "En marche depuis",
            "Igång i",
            // Clock
            "Clock",
            "Uhr",
            "Horloge",
            "Klocka",
            // ClockUnset
            "not set yet",
            "noch nicht gestellt",
            "pas encore réglée",
            "inte ställd än",
            // SurveyRunning
            "Survey under way",
            "Umschau läuft",
            "Relevé en cours",
            "Översikt pågår",
            // SurveyDone
            "Survey has ended",
            "Umschau beendet",
            "Relevé terminé",
            "Översikten är klar",
            // SurveyNone
            "No survey yet.",
            "Noch keine Umschau.",
            "Pas encore de relevé.",
            "Ingen översikt än.",
            // SurveyStart
            "Start a survey",
            "Umschau beginnen",
            "Commencer un relevé",
            "Börja en översikt",
            // SurveyLost
            "Addresses beyond the table",
            "Adressen über die Tabelle hinaus",
            "Adresses hors tableau",
            "Adresser utöver tabellen",
            // Known
            "on the list",
            "auf der Liste",
            "sur la liste",
            "på listan",
            // Unknown
            "not on the list",
            "nicht auf der Liste",
            "hors liste",
            "inte på listan",
            // Unverified
            "address not verified",
            "Adresse ungeprüft",
            "adresse non vérifiée",
            "adressen ej verifierad",
            // TypeElectricity
            "electricity",
            "Strom",
            "électricité",
            "el",
            // TypeGas
            "gas",
            "Gas",
            "gaz",
            "gas",
            // TypeHeat
            "heat",
            "Wärme",
            "chaleur",
            "värme",
            // TypeWarmWater
            "warm water",
            "Warmwasser",
            "eau chaude",
            "varmvatten",
            // TypeWater
            "water",
            "Wasser",
            "eau",
            "vatten",
            // TypeColdWater
            "cold water",
            "Kaltwasser",
            "eau froide",
            "kallvatten",
            // TypeCooling
            "cooling",
            "Kälte",
            "froid",
            "kyla",
            // TypeAllocator
            "heat cost allocator",
            "Heizkostenverteiler",
            "répartiteur de chauffage",
            "värmefördelare",
            // TypeSensor
            "room sensor",
            "Raumsensor",
            "capteur d’ambiance",
            "rumsgivare",
            // TypeSmoke
            "smoke alarm",
            "Rauchmelder",
            "détecteur de fumée",
            "brandvarnare",
            // TypeOther
            "other",
            "andere",
            "autre",
            "annan",
            // WrongModem
            "modem does not answer: power, UART",
            "Modem antwortet nicht: Strom, UART",
            "modem muet : alimentation, UART",
            "modemet svarar inte: matning, UART",
            // SimMissing
            "SIM missing",
            "SIM fehlt",
            "carte SIM absente",
            "SIM saknas",
            // SimPin
            "SIM wants another PIN",
            "SIM verlangt andere PIN",
            "la SIM demande un autre code PIN",
            "SIM vill ha annan PIN",
            // SimBlocked
            "SIM blocked or defective",
            "SIM gesperrt oder defekt",
            "SIM bloquée ou défectueuse",
            "SIM spärrad eller trasig",
            // NoNetwork
            "no mobile network: antenna, coverage",
            "kein Mobilfunknetz: Antenne, Abdeckung",
            "pas de réseau mobile : antenne, couverture",
            "inget mobilnät: antenn, täckning",
            // Denied
            "mobile network denies: SIM not active, or roaming off",
            "Netz lehnt ab: SIM nicht aktiv oder Roaming aus",
            "le réseau refuse : SIM inactive ou itinérance coupée",
            "nätet nekar: SIM ej aktivt eller roaming av",
            // NoData
            "no data connection: access point name",
            "keine Datenverbindung: Zugangspunkt (APN)",
            "pas de données : nom du point d’accès (APN)",
            "ingen dataförbindelse: åtkomstpunkt (APN)",
            // NoCable
            "no cable, no access point or no address",
            "kein Kabel, kein Zugangspunkt oder keine Adresse",
            "pas de câble, de point d’accès ou d’adresse",
            "ingen kabel, åtkomstpunkt eller adress",
            // NoName
            "broker’s name cannot be resolved: DNS",
            "Name des Brokers nicht auflösbar: DNS",
            "nom du broker introuvable : DNS",
            "brokerns namn kan inte slås upp: DNS",
            // NoAnswer
            "nobody answers at the broker’s address: host, port, firewall",
            "niemand antwortet unter der Adresse des Brokers: Host, Port, Firewall",
            "personne ne répond à l’adresse du broker : hôte, port, pare-feu",
            "ingen svarar på brokerns adress: värd, port, brandvägg",
            // TimedOut
            "broker does not answer in time",
            "Broker antwortet nicht rechtzeitig",
            "le broker ne répond pas à temps",
            "brokern svarar inte i tid",
            // LoginRefused
            "broker refuses user, password or gateway id",
            "Broker lehnt Benutzer, Kennwort oder Gateway-Namen ab",
            "le broker refuse utilisateur, mot de passe ou identité",
            "brokern nekar användare, lösenord eller gateway-id",
            // BrokerRefuses
            "broker refuses the connection",
            "Broker lehnt die Verbindung ab",
            "le broker refuse la connexion",
            "brokern nekar anslutningen",
            // CertificateBad
            "certificate refused: authority, name or date",
            "Zertifikat abgelehnt: Aussteller, Name oder Datum",
            "certificat refusé : autorité, nom ou date",
            "certifikat nekat: utfärdare, namn eller datum",
            // ConnectionLost
            "connection lost",
            "Verbindung verloren",
            "connexion perdue",
            "förbindelsen bruten",
            // Help
            "Commands: hear 1530, listen 120 1530, antenna, wayout, worst, live, wired, drops, "
                + "report, survey 5, survey csv, search 0, worst 24, lang en, "
                + "exit",
            "Befehle: hear 1530, listen 120 1530, antenna, wayout, worst, live, wired, drops, "
                + "report, survey 5, survey csv, search 0, worst 24, lang de, "
                + "exit",
            "Commandes : hear 1530, listen 120 1530, antenna, wayout, worst, live, wired, drops, "
                + "report, survey 5, survey csv, search 0, worst 24, lang fr, "
                + "exit",
            "Kommandon: hear 1530, listen 120 1530, antenna, wayout, worst, live, wired, drops, "
                + "report, survey 5, survey csv, search 0, worst 24, lang sv, "
                + "exit",
            // CodeFirst
            "Give the code printed on the device: code XXXXXXXX",
            "Bitte den aufgedruckten Code eingeben: code XXXXXXXX",
            "Donnez le code imprimé sur l’appareil : code XXXXXXXX",
            "Ange koden på enheten: code XXXXXXXX",
            // Welcome
            "Open. Type help for the commands.",
            "Offen. help zeigt die Befehle.",
            "Ouvert. help montre les commandes.",
            "Öppen. help visar kommandona.",
            // UnknownCommand
            "No such command; type help.",
            "Kein solcher Befehl; help eingeben.",
            "Commande inconnue ; tapez help.",
            "Okänt kommando; skriv help.",
            // Footnote
            "Shows no key and changes no reading. Meters that are not HEARD here may still be "
                + "heard after their interval.",
            "Zeigt keinen Schlüssel und ändert keine Ablesung. Was noch nicht gehört wird, kann "
                + "nach seinem Intervall gehört werden.",
            "N’affiche aucune clé et ne modifie aucun relevé. Un compteur non reçu peut l’être "
                + "après son intervalle.",
            "Visar ingen nyckel och ändrar ingen avläsning. Mätare som inte hörs kan höras efter "
                + "sitt intervall.",
            // OffsetBin
            "Offset",
            "Abweichung",
            "Écart",
            "Avvikelse",
            // SurveyFile
            "All addresses as a table (CSV)",
            "Alle Adressen als Tabelle (CSV)",
            "Toutes les adresses en tableau (CSV)",
            "Alla adresser som tabell (CSV)",
            // SearchMeters
            "Search for meters",
            "Zähler suchen",
            "Chercher des compteurs",
            "Sök mätare",
            // SearchRunning
            "runs; found so far:",
            "läuft; bisher gefunden:",
            "en cours ; trouvés jusqu’ici :",
            "pågår; hittade hittills:",
            // SearchDone
            "ended; found:",
            "beendet; gefunden:",
            "terminée ; trouvés :",
            "avslutad; hittade:",
            // SearchFailed
            "did not end well; found:",
            "nicht gut beendet; gefunden:",
            "mal terminée ; trouvés :",
            "avslutades inte väl; hittade:",
            // Found
            "Found",
            "Gefunden",
            "Trouvé",
            "Hittad",
            // Period
            "Period",
            "Zeitraum",
            "Période",
            "Period",
            // Lately
            "Of the telegrams counted last",
            "Der zuletzt gezählten Telegramme",
            "Des derniers télégrammes comptés",
            "Av de senast räknade telegrammen",
            // LastHour
            "In the last whole hour",
            "In der letzten vollen Stunde",
            "Dans la dernière heure entière",
            "Under den senaste hela timmen",
            // LastDay
            "In the last 24 hours",
            "In den letzten 24 Stunden",
            "Dans les dernières 24 heures",
            "Under de senaste 24 timmarna",
        };

        /// <summary>Number of rows of the table.</summary>
        public int Count
        {
            get { return _rows.Length / LanguageCount; }
        }

        /// <summary>A text.</summary>
        /// <param name="id">Which.</param>
        /// <param name="language">0 .. <see cref="LanguageCount"/> − 1.</param>
        public string Of(TextId id, int language)
        {
            return _rows[((int)id * LanguageCount) + language];
        }

        /// <summary>Tag of a language, as HTML wants it.</summary>
        public static string Tag(int language)
        {
            return language == 1 ? "de" : language == 2 ? "fr" : language == 3 ? "sv" : "en";
        }

        /// <summary>Language of a tag that begins like de, fr, sv or en.</summary>
        /// <param name="text">As "de-AT,de;q=0.9"; may be null.</param>
        /// <param name="fallback">When it is none of them.</param>
        public static int Find(string text, int fallback)
        {
            for (int i = 0; text != null && text.Length >= 2 && i < LanguageCount; i++)
            {
                if (text.Substring(0, 2).ToLower() == Tag(i))
                {
                    return i;
                }
            }

            return fallback;
        }
    }
}
