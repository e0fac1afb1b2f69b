<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Medio::Screens::AccountPage</name>
    <message>
        <source>Looking …</source>
        <translation>Wird gesucht …</translation>
    </message>
    <message>
        <source>You are signed out.</source>
        <translation>Du bist abgemeldet.</translation>
    </message>
    <message>
        <source>Medio did not hear of it; there the login ends by itself within a week.</source>
        <translation>Medio hat davon nichts gehört; dort endet die Anmeldung innerhalb einer Woche von selbst.</translation>
    </message>
    <message>
        <source>The keyring could not be cleared; this is tried again later.</source>
        <translation>Der Schlüsselbund konnte nicht geleert werden; das wird später noch einmal versucht.</translation>
    </message>
    <message>
        <source>None of &amp; &lt; &gt; &quot; &apos; / \ `</source>
        <translation>Keines von &amp; &lt; &gt; &quot; &apos; / \ `</translation>
    </message>
    <message>
        <source>Children can go on with the films and chips that this box knows, or it forgets them all.</source>
        <translation>Die Kinder können mit den Filmen und Chips weitermachen, die diese Box kennt, oder sie vergisst alles.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of yours did not reach Medio yet. Whoever forgets everything loses them.</source>
        <translation>
            <numerusform>%n Änderung von dir ist noch nicht bei Medio angekommen. Wer alles vergessen lässt, verliert sie.</numerusform>
            <numerusform>%n Änderungen von dir sind noch nicht bei Medio angekommen. Wer alles vergessen lässt, verliert sie.</numerusform>
        </translation>
    </message>
    <message>
        <source>Medio does not answer now: there the login ends by itself within a week.</source>
        <translation>Medio antwortet gerade nicht: Dort endet die Anmeldung innerhalb einer Woche von selbst.</translation>
    </message>
    <message>
        <source>Sign out?</source>
        <translation>Abmelden?</translation>
    </message>
    <message>
        <source>Sign out, keep films and chips</source>
        <translation>Abmelden, Filme und Chips behalten</translation>
    </message>
    <message>
        <source>Sign out and forget everything</source>
        <translation>Abmelden und alles vergessen</translation>
    </message>
    <message>
        <source>Stay signed in</source>
        <translation>Angemeldet bleiben</translation>
    </message>
    <message>
        <source>Account and server</source>
        <translation>Konto und Server</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>Adresse des Servers</translation>
    </message>
    <message>
        <source>https://medio.example</source>
        <comment>placeholder for the server&apos;s address</comment>
        <translation>https://medio.example</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Test the address</source>
        <translation>Die Adresse prüfen</translation>
    </message>
    <message>
        <source>I have an account</source>
        <translation>Ich habe ein Konto</translation>
    </message>
    <message>
        <source>New account</source>
        <translation>Neues Konto</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Hide the password</source>
        <translation>Das Passwort verbergen</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>Das Passwort zeigen</translation>
    </message>
    <message>
        <source>Signing in …</source>
        <translation>Wird angemeldet …</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Dein Name</translation>
    </message>
    <message>
        <source>The password once more</source>
        <translation>Das Passwort noch einmal</translation>
    </message>
    <message>
        <source>Making the account …</source>
        <translation>Konto wird angelegt …</translation>
    </message>
    <message>
        <source>Make an account</source>
        <translation>Konto anlegen</translation>
    </message>
    <message>
        <source>A capital letter</source>
        <translation>Ein Großbuchstabe</translation>
    </message>
    <message>
        <source>A small letter</source>
        <translation>Ein Kleinbuchstabe</translation>
    </message>
    <message>
        <source>A digit</source>
        <translation>Eine Ziffer</translation>
    </message>
    <message>
        <source>One of ! @ # $ % ^ * ( ) , . ? : { } |</source>
        <translation>Eines von ! @ # $ % ^ * ( ) , . ? : { } |</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>PIN of the parents&apos; area</source>
        <translation>PIN des Elternbereichs</translation>
    </message>
    <message>
        <source>There is no PIN yet: anybody can come in</source>
        <translation>Es gibt noch keine PIN: Jeder kommt herein</translation>
    </message>
    <message>
        <source>Change the PIN</source>
        <translation>PIN ändern</translation>
    </message>
    <message>
        <source>Set a PIN</source>
        <translation>PIN festlegen</translation>
    </message>
    <message>
        <source>Remove the PIN</source>
        <translation>PIN entfernen</translation>
    </message>
    <message>
        <source>Without %1: nobody could sign in with it</source>
        <comment>characters that a password must not have</comment>
        <translation>Ohne %1: damit könnte sich niemand anmelden</translation>
    </message>
    <message>
        <source>8 characters or more</source>
        <translation>8 Zeichen oder mehr</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::ChildCard</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of the child</source>
        <translation>Name des Kindes</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Minutes a day at Medio</source>
        <translation>Minuten am Tag bei Medio</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::ChildTile</name>
    <message>
        <source>+%1 min</source>
        <comment>minutes</comment>
        <translation>+%1 Min.</translation>
    </message>
    <message numerus="yes">
        <source>Give %1 %n more minute(s) today</source>
        <translation>
            <numerusform>%1 heute eine Minute mehr geben</numerusform>
            <numerusform>%1 heute %n Minuten mehr geben</numerusform>
        </translation>
    </message>
    <message>
        <source>Let watch again</source>
        <translation>Doch noch schauen</translation>
    </message>
    <message>
        <source>Enough for today</source>
        <translation>Genug für heute</translation>
    </message>
    <message>
        <source>%1 may watch again today</source>
        <translation>%1 darf heute doch noch schauen</translation>
    </message>
    <message>
        <source>Enough for today for %1</source>
        <translation>Genug für heute für %1</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Plan and day of %1</source>
        <translation>Plan und Tag von %1</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::ChildrenPage</name>
    <message>
        <source>Children</source>
        <translation>Kinder</translation>
    </message>
    <message>
        <source>Add a child</source>
        <translation>Kind hinzufügen</translation>
    </message>
    <message>
        <source>There is no child yet. Each has minutes of its own.</source>
        <translation>Es gibt noch kein Kind. Jedes hat seine eigenen Minuten.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Pause everything</source>
        <translation>Alles anhalten</translation>
    </message>
    <message>
        <source>Everything is paused: no film plays until you let it go on.</source>
        <translation>Alles ist angehalten: Es läuft kein Film, bis du weitermachen lässt.</translation>
    </message>
    <message>
        <source>Clock and other boxes</source>
        <translation>Uhr und andere Boxen</translation>
    </message>
    <message>
        <source>Back to the children</source>
        <translation>Zurück zu den Kindern</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::ChipModel</name>
    <message>
        <source>no film yet</source>
        <translation>noch kein Film</translation>
    </message>
    <message numerus="yes">
        <source>%n film(s)</source>
        <translation>
            <numerusform>%n Film</numerusform>
            <numerusform>%n Filme</numerusform>
        </translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>abgeschaltet</translation>
    </message>
    <message>
        <source>waits to be sent</source>
        <translation>wartet auf das Senden</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::ChipsPage</name>
    <message>
        <source>Save the changes?</source>
        <translation>Änderungen speichern?</translation>
    </message>
    <message>
        <source>What you changed on “%1” is not saved yet.</source>
        <translation>Was du an „%1“ geändert hast, ist noch nicht gespeichert.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Don&apos;t save</source>
        <translation>Nicht speichern</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>Hier bleiben</translation>
    </message>
    <message>
        <source>A chip&apos;s name has 1 to 50 letters from A to Z, digits, blanks and hyphens.</source>
        <translation>Der Name eines Chips hat 1 bis 50 Buchstaben von A bis Z, Ziffern, Leerzeichen und Bindestriche.</translation>
    </message>
    <message>
        <source>Forget this chip?</source>
        <translation>Diesen Chip vergessen?</translation>
    </message>
    <message>
        <source>“%1” will start no film any more. The films stay in the library, and the chip can be learned anew.</source>
        <translation>„%1“ startet dann keinen Film mehr. Die Filme bleiben in der Bibliothek, und der Chip kann neu angelernt werden.</translation>
    </message>
    <message>
        <source>Forget the chip</source>
        <translation>Den Chip vergessen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Chips</source>
        <translation>Chips</translation>
    </message>
    <message>
        <source>Learn a chip</source>
        <translation>Chip anlernen</translation>
    </message>
    <message>
        <source>Chips of your family</source>
        <translation>Chips deiner Familie</translation>
    </message>
    <message>
        <source>There is no chip yet. Put one on the reader and choose its films.</source>
        <translation>Es gibt noch keinen Chip. Leg einen auf den Leser und such seine Filme aus.</translation>
    </message>
    <message>
        <source>Back to the chips</source>
        <translation>Zurück zu den Chips</translation>
    </message>
    <message>
        <source>Keep this name</source>
        <translation>Namen behalten</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Name of the chip</source>
        <translation>Name des Chips</translation>
    </message>
    <message>
        <source>Forget this chip</source>
        <translation>Diesen Chip vergessen</translation>
    </message>
    <message>
        <source>Back to the chip</source>
        <translation>Zurück zum Chip</translation>
    </message>
    <message>
        <source>Films for “%1”</source>
        <translation>Filme für „%1“</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add the chosen films</source>
        <translation>Die gewählten Filme hinzufügen</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::ConflictWords</name>
    <message>
        <source>“%1” was changed elsewhere, too</source>
        <translation>„%1“ wurde auch anderswo geändert</translation>
    </message>
    <message>
        <source>The chip “%1” belongs to another family</source>
        <translation>Der Chip „%1“ gehört einer anderen Familie</translation>
    </message>
    <message>
        <source>“%1” is no longer there</source>
        <translation>„%1“ gibt es nicht mehr</translation>
    </message>
    <message>
        <source>Medio does not accept “%1”</source>
        <translation>Medio nimmt „%1“ nicht an</translation>
    </message>
    <message>
        <source>Which one shall hold?</source>
        <translation>Was soll gelten?</translation>
    </message>
    <message>
        <source>A chip can be in one family only. Take another chip, or let the other family forget this one.</source>
        <translation>Ein Chip kann nur in einer Familie sein. Nimm einen anderen, oder lass ihn die andere Familie vergessen.</translation>
    </message>
    <message>
        <source>Somebody removed it elsewhere.</source>
        <translation>Jemand hat es anderswo entfernt.</translation>
    </message>
    <message>
        <source>It gives no reason.</source>
        <translation>Es nennt keinen Grund.</translation>
    </message>
    <message>
        <source>It says: %1</source>
        <translation>Es sagt: %1</translation>
    </message>
    <message>
        <source>It is not there.</source>
        <translation>Es ist nicht da.</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) a day</source>
        <translation>
            <numerusform>%n Minute am Tag</numerusform>
            <numerusform>%n Minuten am Tag</numerusform>
        </translation>
    </message>
    <message>
        <source>Without a picture</source>
        <translation>Ohne Bild</translation>
    </message>
    <message>
        <source>Picture: %1</source>
        <translation>Bild: %1</translation>
    </message>
    <message>
        <source>Name: %1</source>
        <translation>Name: %1</translation>
    </message>
    <message>
        <source>No film</source>
        <translation>Kein Film</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>place and title of a film</comment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>a film that is no longer there</source>
        <translation>ein Film, den es nicht mehr gibt</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Meines behalten</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Keep Medio&apos;s</source>
        <translation>Das von Medio behalten</translation>
    </message>
    <message>
        <source>Give it up</source>
        <translation>Aufgeben</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::CopyWords</name>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>on this box</source>
        <translation>auf dieser Box</translation>
    </message>
    <message>
        <source>%1 % of it is here</source>
        <translation>%1 % davon sind hier</translation>
    </message>
    <message>
        <source>a part of it is here</source>
        <translation>ein Teil davon ist hier</translation>
    </message>
    <message>
        <source>will be fetched</source>
        <translation>wird noch geholt</translation>
    </message>
    <message>
        <source>not fetched now</source>
        <translation>wird jetzt nicht geholt</translation>
    </message>
    <message>
        <source>not on this box</source>
        <translation>nicht auf dieser Box</translation>
    </message>
    <message>
        <source>this box can&apos;t play it</source>
        <translation>diese Box kann ihn nicht abspielen</translation>
    </message>
    <message>
        <source>too much for this box</source>
        <translation>zu viel für diese Box</translation>
    </message>
    <message>
        <source>no room for it</source>
        <translation>kein Platz dafür</translation>
    </message>
    <message>
        <source>its server is away</source>
        <translation>sein Server ist nicht erreichbar</translation>
    </message>
    <message>
        <source>its server refuses it</source>
        <translation>sein Server gibt ihn nicht heraus</translation>
    </message>
    <message>
        <source>its server does not have it</source>
        <translation>sein Server hat ihn nicht</translation>
    </message>
    <message>
        <source>stays</source>
        <translation>bleibt</translation>
    </message>
    <message>
        <source>is to stay</source>
        <translation>soll bleiben</translation>
    </message>
    <message>
        <source>It plays without the internet, and stays here until you let it go.</source>
        <translation>Er läuft ohne Internet und bleibt hier, bis du ihn freigibst.</translation>
    </message>
    <message>
        <source>It plays without the internet. When the room is needed, what was not watched for the longest time goes first.</source>
        <translation>Er läuft ohne Internet. Wird der Platz gebraucht, geht zuerst, was am längsten niemand gesehen hat.</translation>
    </message>
    <message>
        <source>The rest is fetched by itself. A film that is being watched comes first.</source>
        <translation>Der Rest wird von selbst geholt. Ein Film, der gerade läuft, geht vor.</translation>
    </message>
    <message>
        <source>It is not fetched ahead now. Once it was watched to its end it lies here.</source>
        <translation>Er wird jetzt nicht im Voraus geholt. Wurde er einmal bis zum Ende gesehen, liegt er hier.</translation>
    </message>
    <message>
        <source>It needs the internet. Once it was watched to its end it lies here.</source>
        <translation>Er braucht das Internet. Wurde er einmal bis zum Ende gesehen, liegt er hier.</translation>
    </message>
    <message>
        <source>Its file is damaged, or made in a way that this box has no means to show. A chip skips it. Another copy of the film, as MP4 with H.264, would do.</source>
        <translation>Seine Datei ist beschädigt oder so gemacht, dass diese Box sie nicht zeigen kann. Ein Chip überspringt ihn. Eine andere Fassung des Films, als MP4 mit H.264, würde gehen.</translation>
    </message>
    <message>
        <source>Its picture is larger than this box can show in time: it would stutter. A copy of 720 lines would do.</source>
        <translation>Sein Bild ist größer, als diese Box es rechtzeitig zeigen kann: Er würde ruckeln. Eine Fassung mit 720 Zeilen würde gehen.</translation>
    </message>
    <message>
        <source>What is here must not go for it. Give films more room, or let some of them go.</source>
        <translation>Was hier ist, darf dafür nicht weichen. Gib Filmen mehr Platz, oder gib einige frei.</translation>
    </message>
    <message>
        <source>It is asked again by itself.</source>
        <translation>Er wird von selbst wieder gefragt.</translation>
    </message>
    <message>
        <source>Sign in again, or look whether its address still holds.</source>
        <translation>Melde dich neu an, oder sieh nach, ob seine Adresse noch stimmt.</translation>
    </message>
    <message>
        <source>Its address does not hold any more. A chip skips it.</source>
        <translation>Seine Adresse gilt nicht mehr. Ein Chip überspringt ihn.</translation>
    </message>
    <message numerus="yes">
        <source>%n film(s) play without the internet.</source>
        <translation>
            <numerusform>%n Film läuft ohne Internet.</numerusform>
            <numerusform>%n Filme laufen ohne Internet.</numerusform>
        </translation>
    </message>
    <message>
        <source>They take %1 of %2.</source>
        <translation>Belegt sind %1 von %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n film(s) can&apos;t be shown by this box.</source>
        <translation>
            <numerusform>%n Film kann diese Box nicht zeigen.</numerusform>
            <numerusform>%n Filme kann diese Box nicht zeigen.</numerusform>
        </translation>
    </message>
    <message>
        <source>This connection is paid by volume: nothing is fetched ahead.</source>
        <translation>Diese Verbindung wird nach Menge bezahlt: Im Voraus wird nichts geholt.</translation>
    </message>
    <message>
        <source>Never</source>
        <comment>films are fetched ahead</comment>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Where it costs nothing</source>
        <comment>films are fetched ahead</comment>
        <translation>Wo es nichts kostet</translation>
    </message>
    <message>
        <source>Always</source>
        <comment>films are fetched ahead</comment>
        <translation>Immer</translation>
    </message>
    <message>
        <source>Only what is watched stays here. A film that nobody has seen needs the internet.</source>
        <translation>Nur was gesehen wird, bleibt hier. Ein Film, den noch niemand gesehen hat, braucht das Internet.</translation>
    </message>
    <message>
        <source>What the chips need next is fetched before somebody watches it. Not now: this connection is paid by volume.</source>
        <translation>Was die Chips als Nächstes brauchen, wird geholt, bevor es jemand sieht. Jetzt nicht: Diese Verbindung wird nach Menge bezahlt.</translation>
    </message>
    <message>
        <source>What the chips need next is fetched before somebody watches it, but never over a connection that is paid by volume.</source>
        <translation>Was die Chips als Nächstes brauchen, wird geholt, bevor es jemand sieht, aber nie über eine Verbindung, die nach Menge bezahlt wird.</translation>
    </message>
    <message>
        <source>What the chips need next is fetched before somebody watches it, also over a connection that is paid by volume.</source>
        <translation>Was die Chips als Nächstes brauchen, wird geholt, bevor es jemand sieht, auch über eine Verbindung, die nach Menge bezahlt wird.</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::DayCard</name>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Nothing was watched on this box yet.</source>
        <translation>Auf dieser Box wurde noch nichts geschaut.</translation>
    </message>
    <message>
        <source>a film that is no longer there</source>
        <translation>ein Film, den es nicht mehr gibt</translation>
    </message>
    <message>
        <source>of it too long, taken off tomorrow</source>
        <translation>davon zu lang, wird morgen abgezogen</translation>
    </message>
    <message>
        <source>of it counted on this box only: Medio never heard of it</source>
        <translation>davon nur auf dieser Box gezählt: Medio hat nie davon gehört</translation>
    </message>
    <message>
        <source>paused, not counted</source>
        <translation>angehalten, nicht gezählt</translation>
    </message>
    <message>
        <source>lost in a power cut, counted for no film</source>
        <translation>bei Stromausfall verloren, für keinen Film gezählt</translation>
    </message>
    <message>
        <source>Why so much is left</source>
        <translation>Warum so viel übrig ist</translation>
    </message>
    <message>
        <source>Left of today</source>
        <translation>Heute noch übrig</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::FilmChooser</name>
    <message>
        <source>There is no film in the library yet. Films are added on the web page of Medio.</source>
        <translation>In der Bibliothek ist noch kein Film. Filme kommen über die Webseite von Medio hinein.</translation>
    </message>
    <message>
        <source>No film is found by these words.</source>
        <translation>Mit diesen Worten findet sich kein Film.</translation>
    </message>
    <message>
        <source>No film is chosen yet.</source>
        <translation>Noch ist kein Film gewählt.</translation>
    </message>
    <message>
        <source>Every film of the library is on this chip already.</source>
        <translation>Alle Filme der Bibliothek sind schon auf diesem Chip.</translation>
    </message>
    <message numerus="yes">
        <source>No more than %n film(s) fit on this chip.</source>
        <translation>
            <numerusform>Mehr als %n Film passt nicht auf diesen Chip.</numerusform>
            <numerusform>Mehr als %n Filme passen nicht auf diesen Chip.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n film(s) chosen</source>
        <translation>
            <numerusform>%n Film gewählt</numerusform>
            <numerusform>%n Filme gewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search for films</source>
        <translation>Filme suchen</translation>
    </message>
    <message>
        <source>A–Z</source>
        <comment>order of the films by title</comment>
        <translation>A–Z</translation>
    </message>
    <message>
        <source>Order by title</source>
        <translation>Nach Titel ordnen</translation>
    </message>
    <message>
        <source>Newest</source>
        <comment>order of the films</comment>
        <translation>Neueste</translation>
    </message>
    <message>
        <source>Order by age, the newest first</source>
        <translation>Nach Alter ordnen, die neuesten zuerst</translation>
    </message>
    <message>
        <source>Longest</source>
        <comment>order of the films</comment>
        <translation>Längste</translation>
    </message>
    <message>
        <source>Shortest</source>
        <comment>order of the films</comment>
        <translation>Kürzeste</translation>
    </message>
    <message>
        <source>Order by length, the longest first</source>
        <translation>Nach Länge ordnen, die längsten zuerst</translation>
    </message>
    <message>
        <source>Order by length, the shortest first</source>
        <translation>Nach Länge ordnen, die kürzesten zuerst</translation>
    </message>
    <message>
        <source>Chosen</source>
        <comment>only the chosen films</comment>
        <translation>Gewählte</translation>
    </message>
    <message>
        <source>Show the chosen films</source>
        <translation>Die gewählten Filme zeigen</translation>
    </message>
    <message>
        <source>Films of the library</source>
        <translation>Filme der Bibliothek</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::FilmModel</name>
    <message>
        <source>%1, chosen</source>
        <comment>a film</comment>
        <translation>%1, gewählt</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::FilmsPage</name>
    <message>
        <source>It may go when room is needed</source>
        <translation>Darf weichen, wenn Platz gebraucht wird</translation>
    </message>
    <message>
        <source>Keep it here always</source>
        <translation>Immer hier behalten</translation>
    </message>
    <message>
        <source>Remove it from this box</source>
        <translation>Von dieser Box entfernen</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Films on this box</source>
        <translation>Filme auf dieser Box</translation>
    </message>
    <message>
        <source>Room and sound</source>
        <translation>Platz und Ton</translation>
    </message>
    <message>
        <source>There is no film that could lie here yet.</source>
        <translation>Noch gibt es keinen Film, der hier liegen könnte.</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::KidsWindow</name>
    <message>
        <source>Kids Mode</source>
        <translation>Kinderbereich</translation>
    </message>
    <message>
        <source>Who is watching?</source>
        <translation>Wer schaut?</translation>
    </message>
    <message>
        <source>Put a chip on the reader, and its film starts.</source>
        <translation>Leg einen Chip auf den Leser, dann fängt sein Film an.</translation>
    </message>
    <message>
        <source>The film is on its way.</source>
        <translation>Der Film ist unterwegs.</translation>
    </message>
    <message>
        <source>Now playing: %1</source>
        <comment>the title of a film</comment>
        <translation>Jetzt läuft: %1</translation>
    </message>
    <message>
        <source>The film waits. Put the chip back, and it goes on.</source>
        <translation>Der Film wartet. Leg den Chip zurück, dann geht er weiter.</translation>
    </message>
    <message>
        <source>All films of this chip were seen.</source>
        <translation>Alle Filme von diesem Chip sind gesehen.</translation>
    </message>
    <message>
        <source>That was enough for today. Good night.</source>
        <translation>Das war genug für heute. Gute Nacht.</translation>
    </message>
    <message>
        <source>It is bedtime. Good night.</source>
        <translation>Es ist Schlafenszeit. Gute Nacht.</translation>
    </message>
    <message>
        <source>Everybody is asleep until tomorrow.</source>
        <translation>Alle schlafen bis morgen.</translation>
    </message>
    <message>
        <source>Nobody knows this chip yet. Ask a grown-up.</source>
        <translation>Diesen Chip kennt noch niemand. Frag die Großen.</translation>
    </message>
    <message>
        <source>This is no chip. Take one with a picture.</source>
        <translation>Das ist kein Chip. Nimm einen mit einem Bild.</translation>
    </message>
    <message>
        <source>There is no film on this chip yet. Ask a grown-up.</source>
        <translation>Auf diesem Chip ist noch kein Film. Frag die Großen.</translation>
    </message>
    <message>
        <source>This film is not here just now. Take another chip.</source>
        <translation>Dieser Film ist gerade nicht da. Nimm einen anderen Chip.</translation>
    </message>
    <message>
        <source>This film can&apos;t come just now. Take another chip.</source>
        <translation>Dieser Film kann gerade nicht kommen. Nimm einen anderen Chip.</translation>
    </message>
    <message>
        <source>The place for the chips is not connected. Ask a grown-up.</source>
        <translation>Der Platz für die Chips ist nicht angesteckt. Frag die Großen.</translation>
    </message>
    <message>
        <source>This film is broken. The next one follows.</source>
        <translation>Dieser Film ist kaputt. Gleich kommt der nächste.</translation>
    </message>
    <message>
        <source>This chip is somebody else&apos;s.</source>
        <translation>Dieser Chip gehört jemand anderem.</translation>
    </message>
    <message>
        <source>This film is for bigger children.</source>
        <translation>Dieser Film ist für größere Kinder.</translation>
    </message>
    <message>
        <source>A grown-up made a break.</source>
        <translation>Die Großen haben eine Pause gemacht.</translation>
    </message>
    <message>
        <source>A grown-up has to set this up first.</source>
        <translation>Das müssen erst die Großen einrichten.</translation>
    </message>
    <message>
        <source>More children</source>
        <translation>Weitere Kinder</translation>
    </message>
    <message>
        <source>This chip lay badly. Put it into the middle once more.</source>
        <translation>Dieser Chip lag nicht richtig. Leg ihn noch einmal in die Mitte.</translation>
    </message>
    <message>
        <source>This chip has given its time already.</source>
        <translation>Dieser Chip hat seine Zeit schon verschenkt.</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::LearnPage</name>
    <message>
        <source>Leave without saving?</source>
        <translation>Ohne Speichern gehen?</translation>
    </message>
    <message>
        <source>The chip “%1” is not saved yet.</source>
        <translation>Der Chip „%1“ ist noch nicht gespeichert.</translation>
    </message>
    <message>
        <source>Don&apos;t save</source>
        <translation>Nicht speichern</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>Hier bleiben</translation>
    </message>
    <message>
        <source>Put a chip on the reader.</source>
        <translation>Leg einen Chip auf den Leser.</translation>
    </message>
    <message>
        <source>The reader is not plugged in.</source>
        <translation>Der Leser ist nicht angesteckt.</translation>
    </message>
    <message>
        <source>A new one, or one whose films you want to change.</source>
        <translation>Einen neuen, oder einen, dessen Filme du ändern willst.</translation>
    </message>
    <message>
        <source>Plug it in; this goes on by itself.</source>
        <translation>Steck ihn an; dann geht es von selbst weiter.</translation>
    </message>
    <message>
        <source>This is a telephone or a bank card.</source>
        <translation>Das ist ein Telefon oder eine Bankkarte.</translation>
    </message>
    <message>
        <source>It shows another number each time, so it can&apos;t be a chip. Take it away and put on another.</source>
        <translation>Sie zeigen jedes Mal eine andere Nummer und können darum kein Chip sein. Nimm es weg und leg etwas anderes auf.</translation>
    </message>
    <message>
        <source>This chip could not be read properly.</source>
        <translation>Dieser Chip war nicht richtig zu lesen.</translation>
    </message>
    <message>
        <source>Put it flat on the middle of the reader once more.</source>
        <translation>Leg ihn noch einmal flach auf die Mitte des Lesers.</translation>
    </message>
    <message>
        <source>This chip has a task of its own on this box.</source>
        <translation>Dieser Chip hat auf dieser Box eine eigene Aufgabe.</translation>
    </message>
    <message>
        <source>It can&apos;t start films as well. Take it away and put on another.</source>
        <translation>Filme kann er nicht auch noch starten. Nimm ihn weg und leg einen anderen auf.</translation>
    </message>
    <message>
        <source>A name has 50 letters at most.</source>
        <translation>Ein Name hat höchstens 50 Buchstaben.</translation>
    </message>
    <message>
        <source>A name has letters from A to Z, digits, blanks and hyphens only.</source>
        <translation>Ein Name hat nur Buchstaben von A bis Z, Ziffern, Leerzeichen und Bindestriche.</translation>
    </message>
    <message>
        <source>“%1” would do.</source>
        <translation>„%1“ ginge.</translation>
    </message>
    <message>
        <source>Another chip lies there now. Save this one first.</source>
        <translation>Jetzt liegt ein anderer Chip da. Speichere erst diesen.</translation>
    </message>
    <message>
        <source>A chip you have already. Tick what it plays.</source>
        <translation>Diesen Chip hast du schon. Hak an, was er spielt.</translation>
    </message>
    <message>
        <source>A new chip. Tick what it plays, in the order of playing.</source>
        <translation>Ein neuer Chip. Hak an, was er spielt, in der Reihenfolge des Abspielens.</translation>
    </message>
    <message>
        <source>One moment …</source>
        <translation>Einen Moment …</translation>
    </message>
    <message>
        <source>“%1” could not be saved</source>
        <translation>„%1“ konnte nicht gespeichert werden</translation>
    </message>
    <message>
        <source>“%1” is ready</source>
        <translation>„%1“ ist bereit</translation>
    </message>
    <message>
        <source>The disk of this box does not take it.</source>
        <translation>Der Speicher dieser Box nimmt es nicht an.</translation>
    </message>
    <message>
        <source>It works on this box now. Medio is told as soon as it answers.</source>
        <translation>Auf dieser Box geht er schon. Medio erfährt es, sobald es antwortet.</translation>
    </message>
    <message>
        <source>Medio knows it, too.</source>
        <translation>Medio weiß es auch.</translation>
    </message>
    <message>
        <source>Medio has something else there: please decide in the overview.</source>
        <translation>Bei Medio steht etwas anderes: Bitte entscheide es in der Übersicht.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Next chip</source>
        <translation>Nächster Chip</translation>
    </message>
    <message>
        <source>Learn a chip</source>
        <translation>Chip anlernen</translation>
    </message>
    <message>
        <source>Back to the chips</source>
        <translation>Zurück zu den Chips</translation>
    </message>
    <message>
        <source>Where the chip belongs</source>
        <translation>Wohin der Chip gehört</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of the chip</source>
        <translation>Name des Chips</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>The chip</source>
        <translation>Der Chip</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::OverviewPage</name>
    <message>
        <source>On this box</source>
        <translation>Auf dieser Box</translation>
    </message>
    <message>
        <source>At Medio</source>
        <translation>Bei Medio</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Set the clock</source>
        <translation>Uhr stellen</translation>
    </message>
    <message>
        <source>Take the note away</source>
        <translation>Notiz entfernen</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::ParentsArea</name>
    <message>
        <source>That is not the PIN.</source>
        <translation>Das ist nicht die PIN.</translation>
    </message>
    <message>
        <source>The PIN could not be checked: this box is short of memory. Please try again.</source>
        <translation>Die PIN konnte nicht geprüft werden: Der Speicher der Box ist knapp. Bitte noch einmal versuchen.</translation>
    </message>
    <message>
        <source>One moment …</source>
        <translation>Einen Moment …</translation>
    </message>
    <message>
        <source>These were two different PINs. Please choose one again.</source>
        <translation>Das waren zwei verschiedene PINs. Bitte wähl noch einmal.</translation>
    </message>
    <message>
        <source>Parents&apos; area</source>
        <translation>Elternbereich</translation>
    </message>
    <message>
        <source>Children</source>
        <comment>leave for the children&apos;s screen</comment>
        <translation>Kinder</translation>
    </message>
    <message>
        <source>Back to the children</source>
        <translation>Zurück zu den Kindern</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Chips</source>
        <translation>Chips</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Children of the family</source>
        <translation>Kinder der Familie</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Account and server</source>
        <translation>Konto und Server</translation>
    </message>
    <message>
        <source>Films</source>
        <translation>Filme</translation>
    </message>
    <message>
        <source>Films on this box</source>
        <translation>Filme auf dieser Box</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::PinPad</name>
    <message>
        <source>Wait %1</source>
        <comment>minutes and seconds</comment>
        <translation>%1 warten</translation>
    </message>
    <message>
        <source>Too many wrong tries. Please wait.</source>
        <translation>Zu viele falsche Versuche. Bitte warten.</translation>
    </message>
    <message numerus="yes">
        <source>%n digit(s) typed</source>
        <translation>
            <numerusform>%n Ziffer getippt</numerusform>
            <numerusform>%n Ziffern getippt</numerusform>
        </translation>
    </message>
    <message>
        <source>For parents</source>
        <translation>Für Eltern</translation>
    </message>
    <message>
        <source>Enter your PIN.</source>
        <translation>Gib deine PIN ein.</translation>
    </message>
    <message>
        <source>Change the PIN</source>
        <translation>PIN ändern</translation>
    </message>
    <message>
        <source>Enter the PIN you have now.</source>
        <translation>Gib die jetzige PIN ein.</translation>
    </message>
    <message>
        <source>Remove the PIN</source>
        <translation>PIN entfernen</translation>
    </message>
    <message>
        <source>Enter the PIN you have now. After that anybody can come in.</source>
        <translation>Gib die jetzige PIN ein. Danach kann jeder hinein.</translation>
    </message>
    <message>
        <source>Choose a PIN</source>
        <translation>PIN wählen</translation>
    </message>
    <message>
        <source>4 to 8 digits. It keeps children out of the parents&apos; area.</source>
        <translation>4 bis 8 Ziffern. Sie hält Kinder aus dem Elternbereich.</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Enter the new PIN again, so that no slip locks you out.</source>
        <translation>Gib die neue PIN noch einmal ein, damit dich kein Vertipper aussperrt.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Back to the children</source>
        <translation>Zurück zu den Kindern</translation>
    </message>
    <message>
        <source>Later</source>
        <comment>set the PIN</comment>
        <translation>Später</translation>
    </message>
    <message>
        <source>Take back the last digit</source>
        <translation>Die letzte Ziffer zurücknehmen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::PlanCard</name>
    <message>
        <source>different</source>
        <translation>verschieden</translation>
    </message>
    <message>
        <source>Fewer minutes</source>
        <translation>Weniger Minuten</translation>
    </message>
    <message>
        <source>More minutes</source>
        <translation>Mehr Minuten</translation>
    </message>
    <message>
        <source>As Medio allows</source>
        <translation>So viel Medio erlaubt</translation>
    </message>
    <message>
        <source>from %1</source>
        <comment>a time of day</comment>
        <translation>von %1</translation>
    </message>
    <message>
        <source>to %1</source>
        <comment>a time of day</comment>
        <translation>bis %1</translation>
    </message>
    <message numerus="yes">
        <source>at most %n minute(s) too long</source>
        <translation>
            <numerusform>höchstens eine Minute zu lang</numerusform>
            <numerusform>höchstens %n Minuten zu lang</numerusform>
        </translation>
    </message>
    <message>
        <source>A film without a rating counts as R.</source>
        <translation>Ein Film ohne Freigabe zählt als R.</translation>
    </message>
    <message>
        <source>Plan on this box</source>
        <translation>Plan auf dieser Box</translation>
    </message>
    <message>
        <source>What you change here holds at once.</source>
        <translation>Was du hier änderst, gilt sofort.</translation>
    </message>
    <message>
        <source>Minutes a day</source>
        <translation>Minuten am Tag</translation>
    </message>
    <message>
        <source>Bedtime: then nothing plays</source>
        <translation>Schlafenszeit: dann läuft nichts</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>No bedtime</source>
        <translation>Keine Schlafenszeit</translation>
    </message>
    <message>
        <source>With a bedtime</source>
        <translation>Mit Schlafenszeit</translation>
    </message>
    <message>
        <source>Bedtime begins</source>
        <translation>Beginn der Schlafenszeit</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Bedtime ends</source>
        <translation>Ende der Schlafenszeit</translation>
    </message>
    <message>
        <source>When the time is up, a film ends</source>
        <translation>Wenn die Zeit um ist, endet ein Film</translation>
    </message>
    <message>
        <source>How much too long</source>
        <translation>Wie viel zu lang</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Films up to</source>
        <translation>Filme bis</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>Jeden Tag</translation>
    </message>
    <message>
        <source>Mon–Fri</source>
        <comment>days of the week</comment>
        <translation>Mo–Fr</translation>
    </message>
    <message>
        <source>Sat, Sun</source>
        <comment>days of the week</comment>
        <translation>Sa, So</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::PlatformCard</name>
    <message>
        <source>Not shown on this box: the package medio-web-player is not installed.</source>
        <translation>Hier nicht zu sehen: Das Paket medio-web-player ist nicht installiert.</translation>
    </message>
    <message>
        <source>Not shown: a parent has not agreed yet.</source>
        <translation>Nicht zu sehen: Noch haben keine Eltern zugestimmt.</translation>
    </message>
    <message>
        <source>Not shown at the moment: the platforms can&apos;t be reached.</source>
        <translation>Im Augenblick nicht zu sehen: Die Plattformen sind nicht erreichbar.</translation>
    </message>
    <message>
        <source>Shown, in the platforms&apos; own players.</source>
        <translation>Zu sehen, in den Playern der Plattformen.</translation>
    </message>
    <message>
        <source>These films are shown by the player of YouTube, Vimeo or Dailymotion, from the internet.</source>
        <translation>Diese Filme zeigt der Player von YouTube, Vimeo oder Dailymotion, aus dem Internet.</translation>
    </message>
    <message>
        <source>Advertisements can appear before and during a film. This box neither chooses nor stops them.</source>
        <translation>Vor und in einem Film kann Werbung kommen. Diese Box wählt sie nicht aus und hält sie nicht auf.</translation>
    </message>
    <message>
        <source>The platform learns which film is watched, when, and from which connection, and may use that to recognise your household. This box keeps no cookies of it.</source>
        <translation>Die Plattform erfährt, welcher Film wann und über welchen Anschluss gesehen wird, und kann daran deinen Haushalt wiedererkennen. Diese Box behält keine Cookies von ihr.</translation>
    </message>
    <message>
        <source>Hints at other films can&apos;t be switched off wholly. Nothing in the player can be tapped, and it is hidden as soon as a film pauses or ends.</source>
        <translation>Hinweise auf andere Filme lassen sich nicht ganz abschalten. Im Player lässt sich nichts antippen, und er verschwindet, sobald ein Film anhält oder endet.</translation>
    </message>
    <message>
        <source>The platforms&apos; terms want a parent&apos;s agreement, or company, for children. With yours, they watch these films here.</source>
        <translation>Die Bedingungen der Plattformen verlangen für Kinder die Zustimmung oder Begleitung der Eltern. Mit deiner sehen sie diese Filme hier.</translation>
    </message>
    <message>
        <source>Nothing of them is kept on this box. A film as a file on your home server has none of all this.</source>
        <translation>Nichts davon bleibt auf dieser Box. Ein Film als Datei auf deinem Heimserver hat das alles nicht.</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>Ich stimme zu</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>YouTube, Vimeo, Dailymotion</source>
        <translation>YouTube, Vimeo, Dailymotion</translation>
    </message>
    <message numerus="yes">
        <source>%n film(s) of your library live there.</source>
        <translation>
            <numerusform>%n Film deiner Sammlung liegt dort.</numerusform>
            <numerusform>%n Filme deiner Sammlung liegen dort.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more can&apos;t be shown anywhere: neither a film&apos;s address nor a platform&apos;s film is known.</source>
        <translation>
            <numerusform>%n weiterer lässt sich nirgends zeigen: Weder die Adresse eines Films noch der Film einer Plattform ist bekannt.</numerusform>
            <numerusform>%n weitere lassen sich nirgends zeigen: Weder die Adresse eines Films noch der Film einer Plattform ist bekannt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Read and decide</source>
        <translation>Lesen und entscheiden</translation>
    </message>
    <message>
        <source>No longer show them</source>
        <translation>Nicht mehr zeigen</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::PlaybackPage</name>
    <message>
        <source>%1 of %2</source>
        <comment>steps of loudness</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>from %1</source>
        <comment>a time of day</comment>
        <translation>von %1</translation>
    </message>
    <message>
        <source>to %1</source>
        <comment>a time of day</comment>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>A chip begins with its first film, whatever was seen of it.</source>
        <translation>Ein Chip beginnt mit seinem ersten Film, was auch immer davon schon gesehen wurde.</translation>
    </message>
    <message>
        <source>On the same day a chip goes on where it was left. On another day its playlist goes on; a film of up to 15 minutes begins anew, a longer one where it was left. Each child has a place of its own.</source>
        <translation>Am selben Tag geht es mit einem Chip dort weiter, wo er zuletzt war. An einem anderen Tag geht seine Liste weiter; ein Film bis zu 15 Minuten beginnt von vorn, ein längerer dort, wo er zuletzt war. Jedes Kind hat seine eigene Stelle.</translation>
    </message>
    <message>
        <source>Back to the films</source>
        <translation>Zurück zu den Filmen</translation>
    </message>
    <message>
        <source>Room and sound</source>
        <translation>Platz und Ton</translation>
    </message>
    <message>
        <source>How loud films may be</source>
        <translation>Wie laut Filme sein dürfen</translation>
    </message>
    <message>
        <source>By day</source>
        <translation>Am Tag</translation>
    </message>
    <message>
        <source>In the evening</source>
        <translation>Am Abend</translation>
    </message>
    <message>
        <source>Softer</source>
        <translation>Leiser</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Lauter</translation>
    </message>
    <message>
        <source>The evening begins</source>
        <translation>Der Abend beginnt</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>The evening ends</source>
        <translation>Der Abend endet</translation>
    </message>
    <message>
        <source>No chip makes films louder than that. In the evening colours are softer, too.</source>
        <translation>Kein Chip macht Filme lauter. Am Abend sind auch die Farben sanfter.</translation>
    </message>
    <message>
        <source>A chip that comes back</source>
        <translation>Ein Chip, der wiederkommt</translation>
    </message>
    <message>
        <source>goes on</source>
        <translation>macht weiter</translation>
    </message>
    <message>
        <source>begins anew</source>
        <translation>beginnt von vorn</translation>
    </message>
    <message>
        <source>Room for films on this box</source>
        <translation>Platz für Filme auf dieser Box</translation>
    </message>
    <message>
        <source>Less room</source>
        <translation>Weniger Platz</translation>
    </message>
    <message>
        <source>More room</source>
        <translation>Mehr Platz</translation>
    </message>
    <message>
        <source>Fetch films before they are watched</source>
        <translation>Filme holen, bevor sie gesehen werden</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::PlaylistEditor</name>
    <message numerus="yes">
        <source>%n film(s)</source>
        <translation>
            <numerusform>%n Film</numerusform>
            <numerusform>%n Filme</numerusform>
        </translation>
    </message>
    <message>
        <source>not saved yet</source>
        <translation>noch nicht gespeichert</translation>
    </message>
    <message>
        <source>Films of this chip, in the order of playing</source>
        <translation>Filme dieses Chips, in der Reihenfolge des Abspielens</translation>
    </message>
    <message>
        <source>Control with arrow up or down moves a film, Delete removes it.</source>
        <translation>Strg mit Pfeil hoch oder runter verschiebt einen Film, Entf nimmt ihn weg.</translation>
    </message>
    <message>
        <source>There is no film on this chip yet.</source>
        <translation>Auf diesem Chip ist noch kein Film.</translation>
    </message>
    <message>
        <source>Play earlier</source>
        <translation>Früher spielen</translation>
    </message>
    <message>
        <source>Play later</source>
        <translation>Später spielen</translation>
    </message>
    <message>
        <source>Take the film off the chip</source>
        <translation>Den Film vom Chip nehmen</translation>
    </message>
    <message>
        <source>Add films</source>
        <translation>Filme dazu</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Undo the changes that are not saved</source>
        <translation>Die nicht gespeicherten Änderungen verwerfen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::PlaylistModel</name>
    <message>
        <source>%1. %2</source>
        <comment>place and title of a film</comment>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::ScreenKeyboard</name>
    <message>
        <source>Capital letters</source>
        <translation>Großbuchstaben</translation>
    </message>
    <message>
        <source>Delete the last letter</source>
        <translation>Den letzten Buchstaben löschen</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Buchstaben</translation>
    </message>
    <message>
        <source>Digits and symbols</source>
        <translation>Ziffern und Zeichen</translation>
    </message>
    <message>
        <source>At sign</source>
        <translation>At-Zeichen</translation>
    </message>
    <message>
        <source>Hyphen</source>
        <translation>Bindestrich</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Full stop</source>
        <translation>Punkt</translation>
    </message>
    <message>
        <source>Slash</source>
        <translation>Schrägstrich</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Put the keyboard away</source>
        <translation>Die Tastatur weglegen</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::StatusWords</name>
    <message>
        <source>%1, %2</source>
        <comment>a day and a time of day</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>This box has no network: look at the cable or the Wi-Fi.</source>
        <translation>Diese Box hat kein Netz: Sieh nach dem Kabel oder dem WLAN.</translation>
    </message>
    <message>
        <source>The name %1 is not found: the internet is away, or the address is wrong.</source>
        <translation>Der Name %1 ist nicht zu finden: Das Internet ist weg, oder die Adresse stimmt nicht.</translation>
    </message>
    <message>
        <source>The computer %1 is there, but Medio does not run on it.</source>
        <translation>Der Rechner %1 ist da, aber Medio läuft dort nicht.</translation>
    </message>
    <message>
        <source>The connection to %1 breaks off.</source>
        <translation>Die Verbindung zu %1 bricht ab.</translation>
    </message>
    <message>
        <source>%1 can&apos;t prove who it is, so nothing is sent to it: its certificate is not accepted.</source>
        <translation>%1 kann sich nicht ausweisen, darum wird nichts dorthin gesendet: Das Zertifikat wird nicht anerkannt.</translation>
    </message>
    <message>
        <source>%1 does not answer in time.</source>
        <translation>%1 antwortet nicht rechtzeitig.</translation>
    </message>
    <message>
        <source>%1 takes longer than usual.</source>
        <translation>%1 braucht länger als sonst.</translation>
    </message>
    <message>
        <source>Something else answers at %1: perhaps the login page of a Wi-Fi.</source>
        <translation>Unter %1 antwortet etwas anderes: vielleicht die Anmeldeseite eines WLANs.</translation>
    </message>
    <message>
        <source>Medio answers %1: its database is away.</source>
        <translation>Medio antwortet %1: Seine Datenbank ist weg.</translation>
    </message>
    <message>
        <source>Medio says that its database is away.</source>
        <translation>Medio sagt, dass seine Datenbank weg ist.</translation>
    </message>
    <message>
        <source>Medio answers 429: it was asked too often and wants a pause.</source>
        <translation>Medio antwortet 429: Es wurde zu oft gefragt und will eine Pause.</translation>
    </message>
    <message>
        <source>Medio answers 502: a machine before it is there, it itself is not.</source>
        <translation>Medio antwortet 502: Ein Rechner davor ist da, es selbst nicht.</translation>
    </message>
    <message>
        <source>Medio answers 503: it is overloaded or being serviced.</source>
        <translation>Medio antwortet 503: Es ist überlastet oder wird gewartet.</translation>
    </message>
    <message>
        <source>Medio answers 504: a machine before it waited for it in vain.</source>
        <translation>Medio antwortet 504: Ein Rechner davor hat vergeblich darauf gewartet.</translation>
    </message>
    <message>
        <source>Medio answers %1.</source>
        <translation>Medio antwortet %1.</translation>
    </message>
    <message>
        <source>Looking for Medio …</source>
        <translation>Medio wird gesucht …</translation>
    </message>
    <message>
        <source>Medio is there</source>
        <translation>Medio ist da</translation>
    </message>
    <message>
        <source>Medio is waking up</source>
        <translation>Medio wacht auf</translation>
    </message>
    <message>
        <source>Medio is there, but can&apos;t help just now</source>
        <translation>Medio ist da, kann aber gerade nicht helfen</translation>
    </message>
    <message>
        <source>Medio is away</source>
        <translation>Medio ist weg</translation>
    </message>
    <message>
        <source>This box does not know where Medio is</source>
        <translation>Diese Box weiß nicht, wo Medio ist</translation>
    </message>
    <message>
        <source>Enter its address under “Account”.</source>
        <translation>Gib seine Adresse unter „Konto“ ein.</translation>
    </message>
    <message>
        <source>Since %1.</source>
        <comment>a moment</comment>
        <translation>Seit %1.</translation>
    </message>
    <message numerus="yes">
        <source>Next try in %n second(s).</source>
        <translation>
            <numerusform>Nächster Versuch in %n Sekunde.</numerusform>
            <numerusform>Nächster Versuch in %n Sekunden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Trying now.</source>
        <translation>Jetzt wird es versucht.</translation>
    </message>
    <message>
        <source>Nobody is signed in</source>
        <translation>Niemand ist angemeldet</translation>
    </message>
    <message>
        <source>Children see what this box knows. Changes need an account.</source>
        <translation>Kinder sehen, was diese Box kennt. Änderungen brauchen ein Konto.</translation>
    </message>
    <message>
        <source>Signed in as %1</source>
        <translation>Angemeldet als %1</translation>
    </message>
    <message>
        <source>Not confirmed by Medio yet.</source>
        <translation>Von Medio noch nicht bestätigt.</translation>
    </message>
    <message>
        <source>Please sign in again</source>
        <translation>Bitte neu anmelden</translation>
    </message>
    <message>
        <source>A login ends after a week. Children notice nothing; changes wait until then.</source>
        <translation>Eine Anmeldung endet nach einer Woche. Kinder merken nichts; Änderungen warten so lange.</translation>
    </message>
    <message>
        <source>The login can&apos;t be read</source>
        <translation>Die Anmeldung ist nicht zu lesen</translation>
    </message>
    <message>
        <source>The keyring of this device is locked or missing. Unlock it, or sign in again.</source>
        <translation>Der Schlüsselbund dieses Geräts ist gesperrt oder fehlt. Entsperre ihn, oder melde dich neu an.</translation>
    </message>
    <message>
        <source>Without it nobody stays signed in after a restart. Children notice nothing.</source>
        <translation>Ohne ihn bleibt nach einem Neustart niemand angemeldet. Kinder merken nichts.</translation>
    </message>
    <message>
        <source>The keyring was not needed yet</source>
        <translation>Der Schlüsselbund wurde noch nicht gebraucht</translation>
    </message>
    <message>
        <source>The keyring keeps the login</source>
        <translation>Der Schlüsselbund bewahrt die Anmeldung</translation>
    </message>
    <message>
        <source>The keyring is locked</source>
        <translation>Der Schlüsselbund ist gesperrt</translation>
    </message>
    <message>
        <source>There is no keyring on this device</source>
        <translation>Auf diesem Gerät gibt es keinen Schlüsselbund</translation>
    </message>
    <message>
        <source>The keyring does not answer</source>
        <translation>Der Schlüsselbund antwortet nicht</translation>
    </message>
    <message>
        <source>The keyring does not work</source>
        <translation>Der Schlüsselbund geht nicht</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of yours</source>
        <translation>
            <numerusform>%n Änderung von dir</numerusform>
            <numerusform>%n Änderungen von dir</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>what was watched %n time(s)</source>
        <translation>
            <numerusform>was %n-mal geschaut wurde</numerusform>
            <numerusform>was %n-mal geschaut wurde</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is delivered</source>
        <translation>Alles ist angekommen</translation>
    </message>
    <message>
        <source>Waits to be sent</source>
        <translation>Wartet auf das Senden</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a list</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>; the oldest since %1</source>
        <comment>a moment</comment>
        <translation>; das Älteste seit %1</translation>
    </message>
    <message>
        <source>Your decision is needed</source>
        <translation>Du musst etwas entscheiden</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) need your decision.</source>
        <translation>
            <numerusform>%n Änderung wartet auf deine Entscheidung.</numerusform>
            <numerusform>%n Änderungen warten auf deine Entscheidung.</numerusform>
        </translation>
    </message>
    <message>
        <source>Fetching chips and films …</source>
        <translation>Chips und Filme werden geholt …</translation>
    </message>
    <message>
        <source>Chips and films as of %1.</source>
        <comment>a moment</comment>
        <translation>Chips und Filme vom Stand %1.</translation>
    </message>
    <message>
        <source>Chips and films were never fetched.</source>
        <translation>Chips und Filme wurden noch nie geholt.</translation>
    </message>
    <message>
        <source>The address is missing.</source>
        <translation>Die Adresse fehlt.</translation>
    </message>
    <message>
        <source>Medio is there.</source>
        <translation>Medio ist da.</translation>
    </message>
    <message>
        <source>A Medio home server is there.</source>
        <translation>Ein Heimserver von Medio ist da.</translation>
    </message>
    <message>
        <source>Medio is there, but its database is away.</source>
        <translation>Medio ist da, aber seine Datenbank ist weg.</translation>
    </message>
    <message>
        <source>You need not do anything: try again in a few minutes.</source>
        <translation>Du musst nichts tun: Versuch es in ein paar Minuten noch einmal.</translation>
    </message>
    <message>
        <source>Medio is waking up.</source>
        <translation>Medio wacht auf.</translation>
    </message>
    <message>
        <source>That takes up to a minute. You can wait here.</source>
        <translation>Das dauert bis zu einer Minute. Du kannst hier warten.</translation>
    </message>
    <message>
        <source>Something answers at this address, but it is not Medio.</source>
        <translation>Unter dieser Adresse antwortet etwas, aber nicht Medio.</translation>
    </message>
    <message>
        <source>In a Wi-Fi with a login page, open that page first.</source>
        <translation>In einem WLAN mit Anmeldeseite: Öffne zuerst diese Seite.</translation>
    </message>
    <message>
        <source>This address only leads on to %1.</source>
        <translation>Diese Adresse führt nur weiter zu %1.</translation>
    </message>
    <message>
        <source>If you trust it, enter that address instead.</source>
        <translation>Wenn du ihr traust, gib stattdessen jene Adresse ein.</translation>
    </message>
    <message>
        <source>This box has no network.</source>
        <translation>Diese Box hat kein Netz.</translation>
    </message>
    <message>
        <source>Look at the cable or the Wi-Fi.</source>
        <translation>Sieh nach dem Kabel oder dem WLAN.</translation>
    </message>
    <message>
        <source>The name %1 is not found.</source>
        <translation>Der Name %1 ist nicht zu finden.</translation>
    </message>
    <message>
        <source>Is it spelled right? Is the internet there?</source>
        <translation>Ist er richtig geschrieben? Ist das Internet da?</translation>
    </message>
    <message>
        <source>Start Medio there, or look at the port in the address.</source>
        <translation>Starte Medio dort, oder prüfe den Port in der Adresse.</translation>
    </message>
    <message>
        <source>Nobody answers at this address.</source>
        <translation>Unter dieser Adresse antwortet niemand.</translation>
    </message>
    <message>
        <source>Is the server switched on, and in the same network?</source>
        <translation>Ist der Server eingeschaltet und im selben Netz?</translation>
    </message>
    <message>
        <source>The connection broke off.</source>
        <translation>Die Verbindung ist abgebrochen.</translation>
    </message>
    <message>
        <source>Please try again.</source>
        <translation>Bitte versuch es noch einmal.</translation>
    </message>
    <message>
        <source>Medio was asked too often and wants a pause.</source>
        <translation>Medio wurde zu oft gefragt und will eine Pause.</translation>
    </message>
    <message>
        <source>Please try again in a quarter of an hour.</source>
        <translation>Bitte versuch es in einer Viertelstunde noch einmal.</translation>
    </message>
    <message>
        <source>The server can&apos;t prove who it is: its certificate is not known here.</source>
        <translation>Der Server kann sich nicht ausweisen: Sein Zertifikat ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>For a server of your own, its authority can be made known in the configuration.</source>
        <translation>Für einen eigenen Server kann dessen Zertifizierungsstelle in der Konfiguration bekannt gemacht werden.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is out of date.</source>
        <translation>Das Zertifikat des Servers ist abgelaufen.</translation>
    </message>
    <message>
        <source>If the clock of this box is right, the server&apos;s owner has to renew it.</source>
        <translation>Wenn die Uhr dieser Box stimmt, muss es der Besitzer des Servers erneuern.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate belongs to another name.</source>
        <translation>Das Zertifikat des Servers gehört zu einem anderen Namen.</translation>
    </message>
    <message>
        <source>Is the address spelled as its owner gave it?</source>
        <translation>Ist die Adresse so geschrieben, wie ihr Besitzer sie angab?</translation>
    </message>
    <message>
        <source>No safe connection could be made.</source>
        <translation>Es kam keine sichere Verbindung zustande.</translation>
    </message>
    <message>
        <source>In your own home network the address may have to begin with http://.</source>
        <translation>Im eigenen Heimnetz muss die Adresse vielleicht mit http:// beginnen.</translation>
    </message>
    <message>
        <source>This is not a web address. It looks like https://medio.example.</source>
        <translation>Das ist keine Web-Adresse. Sie sieht aus wie https://medio.example.</translation>
    </message>
    <message>
        <source>Without https, only a server in your own home network can be used.</source>
        <translation>Ohne https geht nur ein Server im eigenen Heimnetz.</translation>
    </message>
    <message>
        <source>The e-mail address is missing.</source>
        <translation>Die E-Mail-Adresse fehlt.</translation>
    </message>
    <message>
        <source>The password is missing.</source>
        <translation>Das Passwort fehlt.</translation>
    </message>
    <message>
        <source>Nobody answers at this address. Is the network there, and the address right?</source>
        <translation>Unter dieser Adresse antwortet niemand. Ist das Netz da und die Adresse richtig?</translation>
    </message>
    <message>
        <source>Medio is there, but can&apos;t help just now. Please try again in a few minutes.</source>
        <translation>Medio ist da, kann aber gerade nicht helfen. Bitte in ein paar Minuten noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The e-mail address or the password is not right.</source>
        <translation>Die E-Mail-Adresse oder das Passwort stimmt nicht.</translation>
    </message>
    <message>
        <source>That was tried too often. Please wait a quarter of an hour.</source>
        <translation>Das wurde zu oft versucht. Bitte eine Viertelstunde warten.</translation>
    </message>
    <message>
        <source>This device can&apos;t keep the sign-in safely: its keyring is locked or missing.</source>
        <translation>Dieses Gerät kann die Anmeldung nicht sicher aufbewahren: Sein Schlüsselbund ist gesperrt oder fehlt.</translation>
    </message>
    <message>
        <source>Your name is missing.</source>
        <translation>Dein Name fehlt.</translation>
    </message>
    <message>
        <source>This name is too long.</source>
        <translation>Dieser Name ist zu lang.</translation>
    </message>
    <message>
        <source>This is not an e-mail address. It looks like name@medio.example.</source>
        <translation>Das ist keine E-Mail-Adresse. Sie sieht aus wie name@medio.example.</translation>
    </message>
    <message>
        <source>The password does not follow all rules yet.</source>
        <translation>Das Passwort erfüllt noch nicht alle Regeln.</translation>
    </message>
    <message>
        <source>The two passwords are not the same.</source>
        <translation>Die beiden Passwörter sind nicht gleich.</translation>
    </message>
    <message>
        <source>There is an account with this e-mail address already. Sign in instead.</source>
        <translation>Mit dieser E-Mail-Adresse gibt es schon ein Konto. Melde dich damit an.</translation>
    </message>
    <message>
        <source>Medio does not accept these entries.</source>
        <translation>Medio nimmt diese Angaben nicht an.</translation>
    </message>
    <message>
        <source>A PIN has 4 to 8 digits.</source>
        <translation>Eine PIN hat 4 bis 8 Ziffern.</translation>
    </message>
    <message>
        <source>A child finds this PIN at once. Please take another one.</source>
        <translation>Diese PIN findet ein Kind sofort. Bitte nimm eine andere.</translation>
    </message>
    <message>
        <source>That was not the PIN you have now.</source>
        <translation>Das war nicht die jetzige PIN.</translation>
    </message>
    <message>
        <source>Too many wrong tries. Please wait.</source>
        <translation>Zu viele falsche Versuche. Bitte warten.</translation>
    </message>
    <message>
        <source>The PIN you have now can&apos;t be checked: the keyring does not give it.</source>
        <translation>Die jetzige PIN kann nicht geprüft werden: Der Schlüsselbund gibt sie nicht her.</translation>
    </message>
    <message>
        <source>The PIN can&apos;t be kept: the keyring of this device is locked.</source>
        <translation>Die PIN kann nicht bewahrt werden: Der Schlüsselbund dieses Geräts ist gesperrt.</translation>
    </message>
    <message>
        <source>The PIN can&apos;t be kept: there is no keyring on this device.</source>
        <translation>Die PIN kann nicht bewahrt werden: Auf diesem Gerät gibt es keinen Schlüsselbund.</translation>
    </message>
    <message>
        <source>The keyring did not answer in time. Perhaps it does it all the same, perhaps not.</source>
        <translation>Der Schlüsselbund hat nicht rechtzeitig geantwortet. Vielleicht tut er es noch, vielleicht nicht.</translation>
    </message>
    <message>
        <source>The PIN can&apos;t be kept: the keyring of this device does not work.</source>
        <translation>Die PIN kann nicht bewahrt werden: Der Schlüsselbund dieses Geräts geht nicht.</translation>
    </message>
    <message>
        <source>The PIN could not be made: this box is short of memory. Please try again.</source>
        <translation>Die PIN konnte nicht angelegt werden: Der Speicher der Box ist knapp. Bitte noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The PIN holds, but the disk did not note it. Please set it again.</source>
        <translation>Die PIN gilt, aber der Speicher hat es nicht vermerkt. Bitte leg sie noch einmal fest.</translation>
    </message>
    <message>
        <source>The PIN could not be removed: it holds as before.</source>
        <translation>Die PIN konnte nicht entfernt werden: Sie gilt wie bisher.</translation>
    </message>
    <message>
        <source>The keyring of this device is locked, so the PIN can&apos;t be checked. Unlock it and try again.</source>
        <translation>Der Schlüsselbund dieses Geräts ist gesperrt, darum kann die PIN nicht geprüft werden. Entsperre ihn und versuch es noch einmal.</translation>
    </message>
    <message>
        <source>There is no keyring on this device, so the PIN can&apos;t be checked.</source>
        <translation>Auf diesem Gerät gibt es keinen Schlüsselbund, darum kann die PIN nicht geprüft werden.</translation>
    </message>
    <message>
        <source>The keyring does not answer, so the PIN can&apos;t be checked. Please try again.</source>
        <translation>Der Schlüsselbund antwortet nicht, darum kann die PIN nicht geprüft werden. Bitte versuch es noch einmal.</translation>
    </message>
    <message>
        <source>The keyring of this device does not work, so the PIN can&apos;t be checked.</source>
        <translation>Der Schlüsselbund dieses Geräts geht nicht, darum kann die PIN nicht geprüft werden.</translation>
    </message>
    <message>
        <source>Saved on this box. Medio is told as soon as it answers.</source>
        <translation>Auf dieser Box gespeichert. Medio erfährt es, sobald es antwortet.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
    <message>
        <source>This could not be saved: the disk of this box does not take it.</source>
        <translation>Das konnte nicht gespeichert werden: Der Speicher dieser Box nimmt es nicht an.</translation>
    </message>
    <message>
        <source>There is a PIN, but the keyring does not give it: it may be locked. Unlock it and try again, or reset the PIN in the configuration of this box.</source>
        <translation>Es gibt eine PIN, aber der Schlüsselbund gibt sie nicht her: Vielleicht ist er gesperrt. Entsperre ihn und versuch es noch einmal, oder setz die PIN in der Konfiguration dieser Box zurück.</translation>
    </message>
    <message>
        <source>What the keyring has is no PIN. Reset the PIN in the configuration of this box.</source>
        <translation>Was der Schlüsselbund hat, ist keine PIN. Setz die PIN in der Konfiguration dieser Box zurück.</translation>
    </message>
    <message>
        <source>The settings of this box were lost, and the keyring can&apos;t say whether there is a PIN. Unlock the keyring and try again, or reset the PIN in the configuration of this box.</source>
        <translation>Die Einstellungen dieser Box sind verloren, und der Schlüsselbund kann nicht sagen, ob es eine PIN gibt. Entsperre den Schlüsselbund und versuch es noch einmal, oder setz die PIN in der Konfiguration dieser Box zurück.</translation>
    </message>
    <message>
        <source>%1: today %2 of %3 minutes</source>
        <translation>%1: heute %2 von %3 Minuten</translation>
    </message>
    <message numerus="yes">
        <source>%1: today %n minute(s)</source>
        <translation>
            <numerusform>%1: heute %n Minute</numerusform>
            <numerusform>%1: heute %n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>a film that is no longer there</source>
        <translation>ein Film, den es nicht mehr gibt</translation>
    </message>
    <message>
        <source>(%1 over, taken off tomorrow)</source>
        <comment>minutes and seconds</comment>
        <translation>(%1 darüber, morgen abgezogen)</translation>
    </message>
    <message>
        <source>(%1 counted on this box only)</source>
        <comment>minutes and seconds</comment>
        <translation>(%1 nur auf dieser Box gezählt)</translation>
    </message>
    <message>
        <source>%1 paused and not counted</source>
        <comment>minutes and seconds</comment>
        <translation>%1 angehalten und nicht gezählt</translation>
    </message>
    <message>
        <source>%1 lost in a power cut and counted for no film</source>
        <comment>minutes and seconds</comment>
        <translation>%1 bei Stromausfall verloren und für keinen Film gezählt</translation>
    </message>
    <message>
        <source>Its server does not have it any more.</source>
        <translation>Sein Server hat ihn nicht mehr.</translation>
    </message>
    <message>
        <source>Its server does not let this box have it.</source>
        <translation>Sein Server gibt ihn dieser Box nicht.</translation>
    </message>
    <message>
        <source>The player got stuck in it.</source>
        <translation>Der Abspieler blieb darin hängen.</translation>
    </message>
    <message>
        <source>Its owner does not let it be shown outside of the platform.</source>
        <translation>Sein Eigentümer lässt ihn außerhalb der Plattform nicht zeigen.</translation>
    </message>
    <message>
        <source>Its file is damaged, or made in a way that this box can&apos;t show.</source>
        <translation>Seine Datei ist beschädigt oder so gemacht, dass diese Box sie nicht zeigen kann.</translation>
    </message>
    <message>
        <source>“%1” could not be played</source>
        <translation>„%1“ konnte nicht abgespielt werden</translation>
    </message>
    <message>
        <source>Last tried: %1. Until it plays, chips skip it.</source>
        <translation>Zuletzt versucht: %1. Bis er läuft, überspringen ihn Chips.</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::SymbolLine</name>
    <message>
        <source>%1: kept</source>
        <comment>a rule for passwords</comment>
        <translation>%1: erfüllt</translation>
    </message>
    <message>
        <source>%1: not yet</source>
        <comment>a rule for passwords</comment>
        <translation>%1: noch nicht</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::TimePage</name>
    <message>
        <source>Done: its minutes are free for the others.</source>
        <translation>Erledigt: Ihre Minuten sind frei für die anderen.</translation>
    </message>
    <message>
        <source>That is right</source>
        <translation>Das stimmt</translation>
    </message>
    <message>
        <source>It is another time</source>
        <translation>Es ist anders</translation>
    </message>
    <message>
        <source>Set the clock</source>
        <translation>Uhr stellen</translation>
    </message>
    <message>
        <source>Set the day back?</source>
        <translation>Den Tag zurückstellen?</translation>
    </message>
    <message>
        <source>Set it back</source>
        <translation>Zurückstellen</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>This box</source>
        <translation>Diese Box</translation>
    </message>
    <message>
        <source>A box that was last heard on %1</source>
        <translation>Eine Box, die zuletzt am %1 zu hören war</translation>
    </message>
    <message>
        <source>A box that was not heard any more</source>
        <translation>Eine Box, die nicht mehr zu hören war</translation>
    </message>
    <message>
        <source>Take its minutes back</source>
        <translation>Minuten zurückholen</translation>
    </message>
    <message>
        <source>One moment …</source>
        <translation>Einen Moment …</translation>
    </message>
    <message>
        <source>Is this box lost?</source>
        <translation>Ist diese Box verloren?</translation>
    </message>
    <message>
        <source>What it holds of the children&apos;s time is free for the others at once. If it is only without a network, a child could watch its minutes twice.</source>
        <translation>Was sie von der Zeit der Kinder hat, ist sofort frei für die anderen. Ist sie nur ohne Netz, könnte ein Kind diese Minuten zweimal schauen.</translation>
    </message>
    <message>
        <source>Back to the children</source>
        <translation>Zurück zu den Kindern</translation>
    </message>
    <message>
        <source>Clock and other boxes</source>
        <translation>Uhr und andere Boxen</translation>
    </message>
    <message>
        <source>It is so late now</source>
        <translation>So spät ist es jetzt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>Stunde</translation>
    </message>
    <message>
        <source>Minute</source>
        <translation>Minute</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>How much of a day this box gives without Medio</source>
        <translation>Wie viel vom Tag diese Box ohne Medio gibt</translation>
    </message>
    <message>
        <source>The boxes of your family</source>
        <translation>Die Boxen deiner Familie</translation>
    </message>
    <message>
        <source>Your home server shares out each child&apos;s minutes among them, so that together they never give more than a day has.</source>
        <translation>Dein Server zu Hause teilt die Minuten jedes Kindes unter ihnen auf, sodass sie zusammen nie mehr geben, als ein Tag hat.</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::TimeWords</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing left now</source>
        <translation>Jetzt nichts übrig</translation>
    </message>
    <message>
        <source>Less than a minute left</source>
        <translation>Weniger als eine Minute übrig</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>noch %n Minute</numerusform>
            <numerusform>noch %n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is paused.</source>
        <translation>Alles ist angehalten.</translation>
    </message>
    <message>
        <source>You said: enough for today.</source>
        <translation>Du hast gesagt: genug für heute.</translation>
    </message>
    <message>
        <source>It is bedtime.</source>
        <translation>Es ist Schlafenszeit.</translation>
    </message>
    <message>
        <source>The rest of today belongs to another box of yours.</source>
        <translation>Der Rest von heute gehört einer anderen Box von dir.</translation>
    </message>
    <message>
        <source>Medio can&apos;t be reached, and this box has given its share of the day.</source>
        <translation>Medio ist nicht zu erreichen, und diese Box hat ihren Anteil am Tag gegeben.</translation>
    </message>
    <message>
        <source>Medio does not know this child yet. As soon as it does, you can make a plan and give time.</source>
        <translation>Medio kennt dieses Kind noch nicht. Sobald es das tut, kannst du einen Plan machen und Zeit geben.</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n minute(s) watched today</source>
        <translation>
            <numerusform>heute %1 von %n Minute geschaut</numerusform>
            <numerusform>heute %1 von %n Minuten geschaut</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) more for today.</source>
        <translation>
            <numerusform>%n Minute mehr für heute.</numerusform>
            <numerusform>%n Minuten mehr für heute.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was given: the disk of this box does not take it.</source>
        <translation>Es wurde nichts gegeben: Der Speicher dieser Box nimmt es nicht an.</translation>
    </message>
    <message>
        <source>Allowed today</source>
        <translation>Heute erlaubt</translation>
    </message>
    <message>
        <source>Given on top</source>
        <translation>Dazu gegeben</translation>
    </message>
    <message>
        <source>Watched on this box</source>
        <translation>Auf dieser Box geschaut</translation>
    </message>
    <message>
        <source>Watched elsewhere</source>
        <translation>Anderswo geschaut</translation>
    </message>
    <message>
        <source>Watched too long yesterday</source>
        <translation>Gestern zu lang geschaut</translation>
    </message>
    <message>
        <source>Counted because today&apos;s record was damaged</source>
        <translation>Gezählt, weil die Aufzeichnung von heute beschädigt war</translation>
    </message>
    <message>
        <source>Medio says that today is used up: it rounds up</source>
        <translation>Medio sagt, der Tag ist aufgebraucht: Es rundet auf</translation>
    </message>
    <message>
        <source>Watched too long before you gave more</source>
        <translation>Zu lang geschaut, bevor du mehr gabst</translation>
    </message>
    <message>
        <source>Until bedtime</source>
        <translation>Bis zur Schlafenszeit</translation>
    </message>
    <message>
        <source>You said: enough for today</source>
        <translation>Du hast gesagt: genug für heute</translation>
    </message>
    <message>
        <source>This box may give, the rest belongs to other boxes</source>
        <translation>So viel darf diese Box geben, der Rest gehört anderen Boxen</translation>
    </message>
    <message>
        <source>This box&apos;s share while Medio can&apos;t be reached</source>
        <translation>Anteil dieser Box, solange Medio nicht zu erreichen ist</translation>
    </message>
    <message>
        <source>Everything is paused</source>
        <translation>Alles ist angehalten</translation>
    </message>
    <message>
        <source>After the film</source>
        <translation>Nach dem Film</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>Sofort</translation>
    </message>
    <message>
        <source>Only what fits</source>
        <translation>Nur was passt</translation>
    </message>
    <message>
        <source>The film, or its chapter, may come to its end. What is too long is taken off tomorrow.</source>
        <translation>Der Film oder sein Kapitel darf zu Ende laufen. Was zu lang war, wird morgen abgezogen.</translation>
    </message>
    <message>
        <source>The film stops when the time is up, also in the middle.</source>
        <translation>Der Film hört auf, wenn die Zeit um ist, auch mittendrin.</translation>
    </message>
    <message>
        <source>A film that is longer than what is left is not started: its picture sleeps.</source>
        <translation>Ein Film, der länger ist als der Rest, fängt nicht an: Sein Bild schläft.</translation>
    </message>
    <message>
        <source>For everybody (G)</source>
        <translation>Für alle (G)</translation>
    </message>
    <message>
        <source>Rather with parents (PG)</source>
        <translation>Besser mit Eltern (PG)</translation>
    </message>
    <message>
        <source>From about 13 years (PG-13)</source>
        <translation>Ab etwa 13 Jahren (PG-13)</translation>
    </message>
    <message>
        <source>Every film (R)</source>
        <translation>Jeder Film (R)</translation>
    </message>
    <message numerus="yes">
        <source>Medio allows %n minute(s) a day: more than that is never given. It is changed further down.</source>
        <translation>
            <numerusform>Medio erlaubt %n Minute am Tag: Mehr gibt es nie. Das änderst du weiter unten.</numerusform>
            <numerusform>Medio erlaubt %n Minuten am Tag: Mehr gibt es nie. Das änderst du weiter unten.</numerusform>
        </translation>
    </message>
    <message>
        <source>On a day with 0 minutes nothing can be watched.</source>
        <translation>An einem Tag mit 0 Minuten kann nichts geschaut werden.</translation>
    </message>
    <message>
        <source>This bedtime is longer than 16 hours. Are its ends the wrong way round?</source>
        <translation>Diese Schlafenszeit ist länger als 16 Stunden. Sind Anfang und Ende vertauscht?</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>Jeden Tag</translation>
    </message>
    <message>
        <source>Monday to Friday</source>
        <translation>Montag bis Freitag</translation>
    </message>
    <message>
        <source>Saturday and Sunday</source>
        <translation>Samstag und Sonntag</translation>
    </message>
    <message>
        <source>Choose a day</source>
        <translation>Wähle einen Tag</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a day and a time of day</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Which day is it?</source>
        <translation>Welcher Tag ist heute?</translation>
    </message>
    <message>
        <source>This box goes by %1. Now it hears: %2. That is further away than a clock goes wrong, so it asks you.</source>
        <translation>Diese Box geht von %1 aus. Jetzt hört sie: %2. So weit geht keine Uhr falsch, darum fragt sie dich.</translation>
    </message>
    <message>
        <source>Nobody told this box what time it is</source>
        <translation>Niemand hat dieser Box gesagt, wie spät es ist</translation>
    </message>
    <message>
        <source>Its clock shows %1. Until somebody says so, %2 goes on, so that a wrong clock gives no new day.</source>
        <translation>Ihre Uhr zeigt %1. Bis es jemand bestätigt, geht der %2 weiter, damit eine falsche Uhr keinen neuen Tag schenkt.</translation>
    </message>
    <message>
        <source>By this box&apos;s own clock, which has a battery.</source>
        <translation>Nach der eigenen Uhr dieser Box, die eine Batterie hat.</translation>
    </message>
    <message>
        <source>Medio said so.</source>
        <translation>Das hat Medio gesagt.</translation>
    </message>
    <message>
        <source>By the clocks of the internet.</source>
        <translation>Nach den Uhren des Internets.</translation>
    </message>
    <message>
        <source>You said so.</source>
        <translation>Das hast du gesagt.</translation>
    </message>
    <message>
        <source>A new day begins, with its own minutes.</source>
        <translation>Ein neuer Tag beginnt, mit eigenen Minuten.</translation>
    </message>
    <message>
        <source>The day goes back: what was watched on that day counts again.</source>
        <translation>Der Tag geht zurück: Was an jenem Tag geschaut wurde, zählt wieder.</translation>
    </message>
    <message>
        <source>This box knows no such day.</source>
        <translation>Diesen Tag kennt die Box nicht.</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Half</source>
        <translation>Die Hälfte</translation>
    </message>
    <message>
        <source>A third</source>
        <translation>Ein Drittel</translation>
    </message>
    <message>
        <source>A quarter</source>
        <translation>Ein Viertel</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>percent</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Without Medio this box gives a child&apos;s whole day. With a second box that does the same, a child could watch twice as long while both can&apos;t reach Medio. Then choose a share.</source>
        <translation>Ohne Medio gibt diese Box einem Kind den ganzen Tag. Tut eine zweite Box dasselbe, könnte ein Kind doppelt so lang schauen, solange beide Medio nicht erreichen. Dann wähle einen Anteil.</translation>
    </message>
    <message>
        <source>Without Medio this box gives no more than this share of a day. With Medio nothing changes.</source>
        <translation>Ohne Medio gibt diese Box höchstens diesen Teil eines Tages. Mit Medio ändert sich nichts.</translation>
    </message>
    <message>
        <source>Sign in first: only then does Medio tell of your other boxes.</source>
        <translation>Melde dich zuerst an: Erst dann nennt Medio deine anderen Boxen.</translation>
    </message>
    <message>
        <source>Medio can&apos;t be reached. Please try again later.</source>
        <translation>Medio ist nicht zu erreichen. Bitte versuche es später noch einmal.</translation>
    </message>
    <message>
        <source>Medio did not do it. Please try again later.</source>
        <translation>Medio hat es nicht getan. Bitte versuche es später noch einmal.</translation>
    </message>
</context>
</TS>
