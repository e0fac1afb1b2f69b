<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Medio::Screens::AccountPage</name>
    <message>
        <source>Looking …</source>
        <translation>Looking …</translation>
    </message>
    <message>
        <source>You are signed out.</source>
        <translation>You are signed out.</translation>
    </message>
    <message>
        <source>Medio did not hear of it; there the login ends by itself within a week.</source>
        <translation>Medio did not hear of it; there the login ends by itself within a week.</translation>
    </message>
    <message>
        <source>The keyring could not be cleared; this is tried again later.</source>
        <translation>The keyring could not be cleared; this is tried again later.</translation>
    </message>
    <message>
        <source>None of &amp; &lt; &gt; &quot; &apos; / \ `</source>
        <translation>None of &amp; &lt; &gt; &quot; &apos; / \ `</translation>
    </message>
    <message>
        <source>Children can go on with the films and chips that this box knows, or it forgets them all.</source>
        <translation>Children can go on with the films and chips that this box knows, or it forgets them all.</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of yours did not reach Medio yet. Whoever forgets everything loses them.</source>
        <translation>
            <numerusform>%n change of yours did not reach Medio yet. Whoever forgets everything loses it.</numerusform>
            <numerusform>%n changes of yours did not reach Medio yet. Whoever forgets everything loses them.</numerusform>
        </translation>
    </message>
    <message>
        <source>Medio does not answer now: there the login ends by itself within a week.</source>
        <translation>Medio does not answer now: there the login ends by itself within a week.</translation>
    </message>
    <message>
        <source>Sign out?</source>
        <translation>Sign out?</translation>
    </message>
    <message>
        <source>Sign out, keep films and chips</source>
        <translation>Sign out, keep films and chips</translation>
    </message>
    <message>
        <source>Sign out and forget everything</source>
        <translation>Sign out and forget everything</translation>
    </message>
    <message>
        <source>Stay signed in</source>
        <translation>Stay signed in</translation>
    </message>
    <message>
        <source>Account and server</source>
        <translation>Account and server</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>Address of the server</translation>
    </message>
    <message>
        <source>https://medio.example</source>
        <comment>placeholder for the server&apos;s address</comment>
        <translation>https://medio.example</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Test the address</source>
        <translation>Test the address</translation>
    </message>
    <message>
        <source>I have an account</source>
        <translation>I have an account</translation>
    </message>
    <message>
        <source>New account</source>
        <translation>New account</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-mail address</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Hide the password</source>
        <translation>Hide the password</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>Show the password</translation>
    </message>
    <message>
        <source>Signing in …</source>
        <translation>Signing in …</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Your name</translation>
    </message>
    <message>
        <source>The password once more</source>
        <translation>The password once more</translation>
    </message>
    <message>
        <source>Making the account …</source>
        <translation>Making the account …</translation>
    </message>
    <message>
        <source>Make an account</source>
        <translation>Make an account</translation>
    </message>
    <message>
        <source>A capital letter</source>
        <translation>A capital letter</translation>
    </message>
    <message>
        <source>A small letter</source>
        <translation>A small letter</translation>
    </message>
    <message>
        <source>A digit</source>
        <translation>A digit</translation>
    </message>
    <message>
        <source>One of ! @ # $ % ^ * ( ) , . ? : { } |</source>
        <translation>One of ! @ # $ % ^ * ( ) , . ? : { } |</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>PIN of the parents&apos; area</source>
        <translation>PIN of the parents&apos; area</translation>
    </message>
    <message>
        <source>There is no PIN yet: anybody can come in</source>
        <translation>There is no PIN yet: anybody can come in</translation>
    </message>
    <message>
        <source>Change the PIN</source>
        <translation>Change the PIN</translation>
    </message>
    <message>
        <source>Set a PIN</source>
        <translation>Set a PIN</translation>
    </message>
    <message>
        <source>Remove the PIN</source>
        <translation>Remove the PIN</translation>
    </message>
    <message>
        <source>Without %1: nobody could sign in with it</source>
        <comment>characters that a password must not have</comment>
        <translation>Without %1: nobody could sign in with it</translation>
    </message>
    <message>
        <source>8 characters or more</source>
        <translation>8 characters or more</translation>
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
        <translation>Name of the child</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>Less</translation>
    </message>
    <message>
        <source>More</source>
        <translation>More</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Minutes a day at Medio</source>
        <translation>Minutes a day at Medio</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::ChildTile</name>
    <message>
        <source>+%1 min</source>
        <comment>minutes</comment>
        <translation>+%1 min</translation>
    </message>
    <message numerus="yes">
        <source>Give %1 %n more minute(s) today</source>
        <translation>
            <numerusform>Give %1 %n more minute today</numerusform>
            <numerusform>Give %1 %n more minutes today</numerusform>
        </translation>
    </message>
    <message>
        <source>Let watch again</source>
        <translation>Let watch again</translation>
    </message>
    <message>
        <source>Enough for today</source>
        <translation>Enough for today</translation>
    </message>
    <message>
        <source>%1 may watch again today</source>
        <translation>%1 may watch again today</translation>
    </message>
    <message>
        <source>Enough for today for %1</source>
        <translation>Enough for today for %1</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Plan and day of %1</source>
        <translation>Plan and day of %1</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::ChildrenPage</name>
    <message>
        <source>Children</source>
        <translation>Children</translation>
    </message>
    <message>
        <source>Add a child</source>
        <translation>Add a child</translation>
    </message>
    <message>
        <source>There is no child yet. Each has minutes of its own.</source>
        <translation>There is no child yet. Each has minutes of its own.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>Pause everything</source>
        <translation>Pause everything</translation>
    </message>
    <message>
        <source>Everything is paused: no film plays until you let it go on.</source>
        <translation>Everything is paused: no film plays until you let it go on.</translation>
    </message>
    <message>
        <source>Clock and other boxes</source>
        <translation>Clock and other boxes</translation>
    </message>
    <message>
        <source>Back to the children</source>
        <translation>Back to the children</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::ChipModel</name>
    <message>
        <source>no film yet</source>
        <translation>no film yet</translation>
    </message>
    <message numerus="yes">
        <source>%n film(s)</source>
        <translation>
            <numerusform>%n film</numerusform>
            <numerusform>%n films</numerusform>
        </translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>switched off</translation>
    </message>
    <message>
        <source>waits to be sent</source>
        <translation>waits to be sent</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::ChipsPage</name>
    <message>
        <source>Save the changes?</source>
        <translation>Save the changes?</translation>
    </message>
    <message>
        <source>What you changed on “%1” is not saved yet.</source>
        <translation>What you changed on “%1” is not saved yet.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Don&apos;t save</source>
        <translation>Don&apos;t save</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>Stay here</translation>
    </message>
    <message>
        <source>A chip&apos;s name has 1 to 50 letters from A to Z, digits, blanks and hyphens.</source>
        <translation>A chip&apos;s name has 1 to 50 letters from A to Z, digits, blanks and hyphens.</translation>
    </message>
    <message>
        <source>Forget this chip?</source>
        <translation>Forget this chip?</translation>
    </message>
    <message>
        <source>“%1” will start no film any more. The films stay in the library, and the chip can be learned anew.</source>
        <translation>“%1” will start no film any more. The films stay in the library, and the chip can be learned anew.</translation>
    </message>
    <message>
        <source>Forget the chip</source>
        <translation>Forget the chip</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Keep it</translation>
    </message>
    <message>
        <source>Chips</source>
        <translation>Chips</translation>
    </message>
    <message>
        <source>Learn a chip</source>
        <translation>Learn a chip</translation>
    </message>
    <message>
        <source>Chips of your family</source>
        <translation>Chips of your family</translation>
    </message>
    <message>
        <source>There is no chip yet. Put one on the reader and choose its films.</source>
        <translation>There is no chip yet. Put one on the reader and choose its films.</translation>
    </message>
    <message>
        <source>Back to the chips</source>
        <translation>Back to the chips</translation>
    </message>
    <message>
        <source>Keep this name</source>
        <translation>Keep this name</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Rename</translation>
    </message>
    <message>
        <source>Name of the chip</source>
        <translation>Name of the chip</translation>
    </message>
    <message>
        <source>Forget this chip</source>
        <translation>Forget this chip</translation>
    </message>
    <message>
        <source>Back to the chip</source>
        <translation>Back to the chip</translation>
    </message>
    <message>
        <source>Films for “%1”</source>
        <translation>Films for “%1”</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Add the chosen films</source>
        <translation>Add the chosen films</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::ConflictWords</name>
    <message>
        <source>“%1” was changed elsewhere, too</source>
        <translation>“%1” was changed elsewhere, too</translation>
    </message>
    <message>
        <source>The chip “%1” belongs to another family</source>
        <translation>The chip “%1” belongs to another family</translation>
    </message>
    <message>
        <source>“%1” is no longer there</source>
        <translation>“%1” is no longer there</translation>
    </message>
    <message>
        <source>Medio does not accept “%1”</source>
        <translation>Medio does not accept “%1”</translation>
    </message>
    <message>
        <source>Which one shall hold?</source>
        <translation>Which one shall hold?</translation>
    </message>
    <message>
        <source>A chip can be in one family only. Take another chip, or let the other family forget this one.</source>
        <translation>A chip can be in one family only. Take another chip, or let the other family forget this one.</translation>
    </message>
    <message>
        <source>Somebody removed it elsewhere.</source>
        <translation>Somebody removed it elsewhere.</translation>
    </message>
    <message>
        <source>It gives no reason.</source>
        <translation>It gives no reason.</translation>
    </message>
    <message>
        <source>It says: %1</source>
        <translation>It says: %1</translation>
    </message>
    <message>
        <source>It is not there.</source>
        <translation>It is not there.</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) a day</source>
        <translation>
            <numerusform>%n minute a day</numerusform>
            <numerusform>%n minutes a day</numerusform>
        </translation>
    </message>
    <message>
        <source>Without a picture</source>
        <translation>Without a picture</translation>
    </message>
    <message>
        <source>Picture: %1</source>
        <translation>Picture: %1</translation>
    </message>
    <message>
        <source>Name: %1</source>
        <translation>Name: %1</translation>
    </message>
    <message>
        <source>No film</source>
        <translation>No film</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>place and title of a film</comment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>a film that is no longer there</source>
        <translation>a film that is no longer there</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nothing</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Keep mine</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Keep Medio&apos;s</source>
        <translation>Keep Medio&apos;s</translation>
    </message>
    <message>
        <source>Give it up</source>
        <translation>Give it up</translation>
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
        <translation>on this box</translation>
    </message>
    <message>
        <source>%1 % of it is here</source>
        <translation>%1 % of it is here</translation>
    </message>
    <message>
        <source>a part of it is here</source>
        <translation>a part of it is here</translation>
    </message>
    <message>
        <source>will be fetched</source>
        <translation>will be fetched</translation>
    </message>
    <message>
        <source>not fetched now</source>
        <translation>not fetched now</translation>
    </message>
    <message>
        <source>not on this box</source>
        <translation>not on this box</translation>
    </message>
    <message>
        <source>this box can&apos;t play it</source>
        <translation>this box can&apos;t play it</translation>
    </message>
    <message>
        <source>too much for this box</source>
        <translation>too much for this box</translation>
    </message>
    <message>
        <source>no room for it</source>
        <translation>no room for it</translation>
    </message>
    <message>
        <source>its server is away</source>
        <translation>its server is away</translation>
    </message>
    <message>
        <source>its server refuses it</source>
        <translation>its server refuses it</translation>
    </message>
    <message>
        <source>its server does not have it</source>
        <translation>its server does not have it</translation>
    </message>
    <message>
        <source>stays</source>
        <translation>stays</translation>
    </message>
    <message>
        <source>is to stay</source>
        <translation>is to stay</translation>
    </message>
    <message>
        <source>It plays without the internet, and stays here until you let it go.</source>
        <translation>It plays without the internet, and stays here until you let it go.</translation>
    </message>
    <message>
        <source>It plays without the internet. When the room is needed, what was not watched for the longest time goes first.</source>
        <translation>It plays without the internet. When the room is needed, what was not watched for the longest time goes first.</translation>
    </message>
    <message>
        <source>The rest is fetched by itself. A film that is being watched comes first.</source>
        <translation>The rest is fetched by itself. A film that is being watched comes first.</translation>
    </message>
    <message>
        <source>It is not fetched ahead now. Once it was watched to its end it lies here.</source>
        <translation>It is not fetched ahead now. Once it was watched to its end it lies here.</translation>
    </message>
    <message>
        <source>It needs the internet. Once it was watched to its end it lies here.</source>
        <translation>It needs the internet. Once it was watched to its end it lies here.</translation>
    </message>
    <message>
        <source>Its file is damaged, or made in a way that this box has no means to show. A chip skips it. Another copy of the film, as MP4 with H.264, would do.</source>
        <translation>Its file is damaged, or made in a way that this box has no means to show. A chip skips it. Another copy of the film, as MP4 with H.264, would do.</translation>
    </message>
    <message>
        <source>Its picture is larger than this box can show in time: it would stutter. A copy of 720 lines would do.</source>
        <translation>Its picture is larger than this box can show in time: it would stutter. A copy of 720 lines would do.</translation>
    </message>
    <message>
        <source>What is here must not go for it. Give films more room, or let some of them go.</source>
        <translation>What is here must not go for it. Give films more room, or let some of them go.</translation>
    </message>
    <message>
        <source>It is asked again by itself.</source>
        <translation>It is asked again by itself.</translation>
    </message>
    <message>
        <source>Sign in again, or look whether its address still holds.</source>
        <translation>Sign in again, or look whether its address still holds.</translation>
    </message>
    <message>
        <source>Its address does not hold any more. A chip skips it.</source>
        <translation>Its address does not hold any more. A chip skips it.</translation>
    </message>
    <message numerus="yes">
        <source>%n film(s) play without the internet.</source>
        <translation>
            <numerusform>%n film plays without the internet.</numerusform>
            <numerusform>%n films play without the internet.</numerusform>
        </translation>
    </message>
    <message>
        <source>They take %1 of %2.</source>
        <translation>They take %1 of %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n film(s) can&apos;t be shown by this box.</source>
        <translation>
            <numerusform>%n film can&apos;t be shown by this box.</numerusform>
            <numerusform>%n films can&apos;t be shown by this box.</numerusform>
        </translation>
    </message>
    <message>
        <source>This connection is paid by volume: nothing is fetched ahead.</source>
        <translation>This connection is paid by volume: nothing is fetched ahead.</translation>
    </message>
    <message>
        <source>Never</source>
        <comment>films are fetched ahead</comment>
        <translation>Never</translation>
    </message>
    <message>
        <source>Where it costs nothing</source>
        <comment>films are fetched ahead</comment>
        <translation>Where it costs nothing</translation>
    </message>
    <message>
        <source>Always</source>
        <comment>films are fetched ahead</comment>
        <translation>Always</translation>
    </message>
    <message>
        <source>Only what is watched stays here. A film that nobody has seen needs the internet.</source>
        <translation>Only what is watched stays here. A film that nobody has seen needs the internet.</translation>
    </message>
    <message>
        <source>What the chips need next is fetched before somebody watches it. Not now: this connection is paid by volume.</source>
        <translation>What the chips need next is fetched before somebody watches it. Not now: this connection is paid by volume.</translation>
    </message>
    <message>
        <source>What the chips need next is fetched before somebody watches it, but never over a connection that is paid by volume.</source>
        <translation>What the chips need next is fetched before somebody watches it, but never over a connection that is paid by volume.</translation>
    </message>
    <message>
        <source>What the chips need next is fetched before somebody watches it, also over a connection that is paid by volume.</source>
        <translation>What the chips need next is fetched before somebody watches it, also over a connection that is paid by volume.</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::DayCard</name>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Nothing was watched on this box yet.</source>
        <translation>Nothing was watched on this box yet.</translation>
    </message>
    <message>
        <source>a film that is no longer there</source>
        <translation>a film that is no longer there</translation>
    </message>
    <message>
        <source>of it too long, taken off tomorrow</source>
        <translation>of it too long, taken off tomorrow</translation>
    </message>
    <message>
        <source>of it counted on this box only: Medio never heard of it</source>
        <translation>of it counted on this box only: Medio never heard of it</translation>
    </message>
    <message>
        <source>paused, not counted</source>
        <translation>paused, not counted</translation>
    </message>
    <message>
        <source>lost in a power cut, counted for no film</source>
        <translation>lost in a power cut, counted for no film</translation>
    </message>
    <message>
        <source>Why so much is left</source>
        <translation>Why so much is left</translation>
    </message>
    <message>
        <source>Left of today</source>
        <translation>Left of today</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::FilmChooser</name>
    <message>
        <source>There is no film in the library yet. Films are added on the web page of Medio.</source>
        <translation>There is no film in the library yet. Films are added on the web page of Medio.</translation>
    </message>
    <message>
        <source>No film is found by these words.</source>
        <translation>No film is found by these words.</translation>
    </message>
    <message>
        <source>No film is chosen yet.</source>
        <translation>No film is chosen yet.</translation>
    </message>
    <message>
        <source>Every film of the library is on this chip already.</source>
        <translation>Every film of the library is on this chip already.</translation>
    </message>
    <message numerus="yes">
        <source>No more than %n film(s) fit on this chip.</source>
        <translation>
            <numerusform>No more than %n film fits on this chip.</numerusform>
            <numerusform>No more than %n films fit on this chip.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n film(s) chosen</source>
        <translation>
            <numerusform>%n film chosen</numerusform>
            <numerusform>%n films chosen</numerusform>
        </translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Search for films</source>
        <translation>Search for films</translation>
    </message>
    <message>
        <source>A–Z</source>
        <comment>order of the films by title</comment>
        <translation>A–Z</translation>
    </message>
    <message>
        <source>Order by title</source>
        <translation>Order by title</translation>
    </message>
    <message>
        <source>Newest</source>
        <comment>order of the films</comment>
        <translation>Newest</translation>
    </message>
    <message>
        <source>Order by age, the newest first</source>
        <translation>Order by age, the newest first</translation>
    </message>
    <message>
        <source>Longest</source>
        <comment>order of the films</comment>
        <translation>Longest</translation>
    </message>
    <message>
        <source>Shortest</source>
        <comment>order of the films</comment>
        <translation>Shortest</translation>
    </message>
    <message>
        <source>Order by length, the longest first</source>
        <translation>Order by length, the longest first</translation>
    </message>
    <message>
        <source>Order by length, the shortest first</source>
        <translation>Order by length, the shortest first</translation>
    </message>
    <message>
        <source>Chosen</source>
        <comment>only the chosen films</comment>
        <translation>Chosen</translation>
    </message>
    <message>
        <source>Show the chosen films</source>
        <translation>Show the chosen films</translation>
    </message>
    <message>
        <source>Films of the library</source>
        <translation>Films of the library</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::FilmModel</name>
    <message>
        <source>%1, chosen</source>
        <comment>a film</comment>
        <translation>%1, chosen</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::FilmsPage</name>
    <message>
        <source>It may go when room is needed</source>
        <translation>It may go when room is needed</translation>
    </message>
    <message>
        <source>Keep it here always</source>
        <translation>Keep it here always</translation>
    </message>
    <message>
        <source>Remove it from this box</source>
        <translation>Remove it from this box</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>Leave it as it is</translation>
    </message>
    <message>
        <source>Films on this box</source>
        <translation>Films on this box</translation>
    </message>
    <message>
        <source>Room and sound</source>
        <translation>Room and sound</translation>
    </message>
    <message>
        <source>There is no film that could lie here yet.</source>
        <translation>There is no film that could lie here yet.</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::KidsWindow</name>
    <message>
        <source>Kids Mode</source>
        <translation>Kids Mode</translation>
    </message>
    <message>
        <source>Who is watching?</source>
        <translation>Who is watching?</translation>
    </message>
    <message>
        <source>Put a chip on the reader, and its film starts.</source>
        <translation>Put a chip on the reader, and its film starts.</translation>
    </message>
    <message>
        <source>The film is on its way.</source>
        <translation>The film is on its way.</translation>
    </message>
    <message>
        <source>Now playing: %1</source>
        <comment>the title of a film</comment>
        <translation>Now playing: %1</translation>
    </message>
    <message>
        <source>The film waits. Put the chip back, and it goes on.</source>
        <translation>The film waits. Put the chip back, and it goes on.</translation>
    </message>
    <message>
        <source>All films of this chip were seen.</source>
        <translation>All films of this chip were seen.</translation>
    </message>
    <message>
        <source>That was enough for today. Good night.</source>
        <translation>That was enough for today. Good night.</translation>
    </message>
    <message>
        <source>It is bedtime. Good night.</source>
        <translation>It is bedtime. Good night.</translation>
    </message>
    <message>
        <source>Everybody is asleep until tomorrow.</source>
        <translation>Everybody is asleep until tomorrow.</translation>
    </message>
    <message>
        <source>Nobody knows this chip yet. Ask a grown-up.</source>
        <translation>Nobody knows this chip yet. Ask a grown-up.</translation>
    </message>
    <message>
        <source>This is no chip. Take one with a picture.</source>
        <translation>This is no chip. Take one with a picture.</translation>
    </message>
    <message>
        <source>There is no film on this chip yet. Ask a grown-up.</source>
        <translation>There is no film on this chip yet. Ask a grown-up.</translation>
    </message>
    <message>
        <source>This film is not here just now. Take another chip.</source>
        <translation>This film is not here just now. Take another chip.</translation>
    </message>
    <message>
        <source>This film can&apos;t come just now. Take another chip.</source>
        <translation>This film can&apos;t come just now. Take another chip.</translation>
    </message>
    <message>
        <source>The place for the chips is not connected. Ask a grown-up.</source>
        <translation>The place for the chips is not connected. Ask a grown-up.</translation>
    </message>
    <message>
        <source>This film is broken. The next one follows.</source>
        <translation>This film is broken. The next one follows.</translation>
    </message>
    <message>
        <source>This chip is somebody else&apos;s.</source>
        <translation>This chip is somebody else&apos;s.</translation>
    </message>
    <message>
        <source>This film is for bigger children.</source>
        <translation>This film is for bigger children.</translation>
    </message>
    <message>
        <source>A grown-up made a break.</source>
        <translation>A grown-up made a break.</translation>
    </message>
    <message>
        <source>A grown-up has to set this up first.</source>
        <translation>A grown-up has to set this up first.</translation>
    </message>
    <message>
        <source>More children</source>
        <translation>More children</translation>
    </message>
    <message>
        <source>This chip lay badly. Put it into the middle once more.</source>
        <translation>This chip lay badly. Put it into the middle once more.</translation>
    </message>
    <message>
        <source>This chip has given its time already.</source>
        <translation>This chip has given its time already.</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::LearnPage</name>
    <message>
        <source>Leave without saving?</source>
        <translation>Leave without saving?</translation>
    </message>
    <message>
        <source>The chip “%1” is not saved yet.</source>
        <translation>The chip “%1” is not saved yet.</translation>
    </message>
    <message>
        <source>Don&apos;t save</source>
        <translation>Don&apos;t save</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>Stay here</translation>
    </message>
    <message>
        <source>Put a chip on the reader.</source>
        <translation>Put a chip on the reader.</translation>
    </message>
    <message>
        <source>The reader is not plugged in.</source>
        <translation>The reader is not plugged in.</translation>
    </message>
    <message>
        <source>A new one, or one whose films you want to change.</source>
        <translation>A new one, or one whose films you want to change.</translation>
    </message>
    <message>
        <source>Plug it in; this goes on by itself.</source>
        <translation>Plug it in; this goes on by itself.</translation>
    </message>
    <message>
        <source>This is a telephone or a bank card.</source>
        <translation>This is a telephone or a bank card.</translation>
    </message>
    <message>
        <source>It shows another number each time, so it can&apos;t be a chip. Take it away and put on another.</source>
        <translation>It shows another number each time, so it can&apos;t be a chip. Take it away and put on another.</translation>
    </message>
    <message>
        <source>This chip could not be read properly.</source>
        <translation>This chip could not be read properly.</translation>
    </message>
    <message>
        <source>Put it flat on the middle of the reader once more.</source>
        <translation>Put it flat on the middle of the reader once more.</translation>
    </message>
    <message>
        <source>This chip has a task of its own on this box.</source>
        <translation>This chip has a task of its own on this box.</translation>
    </message>
    <message>
        <source>It can&apos;t start films as well. Take it away and put on another.</source>
        <translation>It can&apos;t start films as well. Take it away and put on another.</translation>
    </message>
    <message>
        <source>A name has 50 letters at most.</source>
        <translation>A name has 50 letters at most.</translation>
    </message>
    <message>
        <source>A name has letters from A to Z, digits, blanks and hyphens only.</source>
        <translation>A name has letters from A to Z, digits, blanks and hyphens only.</translation>
    </message>
    <message>
        <source>“%1” would do.</source>
        <translation>“%1” would do.</translation>
    </message>
    <message>
        <source>Another chip lies there now. Save this one first.</source>
        <translation>Another chip lies there now. Save this one first.</translation>
    </message>
    <message>
        <source>A chip you have already. Tick what it plays.</source>
        <translation>A chip you have already. Tick what it plays.</translation>
    </message>
    <message>
        <source>A new chip. Tick what it plays, in the order of playing.</source>
        <translation>A new chip. Tick what it plays, in the order of playing.</translation>
    </message>
    <message>
        <source>One moment …</source>
        <translation>One moment …</translation>
    </message>
    <message>
        <source>“%1” could not be saved</source>
        <translation>“%1” could not be saved</translation>
    </message>
    <message>
        <source>“%1” is ready</source>
        <translation>“%1” is ready</translation>
    </message>
    <message>
        <source>The disk of this box does not take it.</source>
        <translation>The disk of this box does not take it.</translation>
    </message>
    <message>
        <source>It works on this box now. Medio is told as soon as it answers.</source>
        <translation>It works on this box now. Medio is told as soon as it answers.</translation>
    </message>
    <message>
        <source>Medio knows it, too.</source>
        <translation>Medio knows it, too.</translation>
    </message>
    <message>
        <source>Medio has something else there: please decide in the overview.</source>
        <translation>Medio has something else there: please decide in the overview.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Next chip</source>
        <translation>Next chip</translation>
    </message>
    <message>
        <source>Learn a chip</source>
        <translation>Learn a chip</translation>
    </message>
    <message>
        <source>Back to the chips</source>
        <translation>Back to the chips</translation>
    </message>
    <message>
        <source>Where the chip belongs</source>
        <translation>Where the chip belongs</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of the chip</source>
        <translation>Name of the chip</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>The chip</source>
        <translation>The chip</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::OverviewPage</name>
    <message>
        <source>On this box</source>
        <translation>On this box</translation>
    </message>
    <message>
        <source>At Medio</source>
        <translation>At Medio</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Try now</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Overview</translation>
    </message>
    <message>
        <source>Set the clock</source>
        <translation>Set the clock</translation>
    </message>
    <message>
        <source>Take the note away</source>
        <translation>Take the note away</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::ParentsArea</name>
    <message>
        <source>That is not the PIN.</source>
        <translation>That is not the PIN.</translation>
    </message>
    <message>
        <source>The PIN could not be checked: this box is short of memory. Please try again.</source>
        <translation>The PIN could not be checked: this box is short of memory. Please try again.</translation>
    </message>
    <message>
        <source>One moment …</source>
        <translation>One moment …</translation>
    </message>
    <message>
        <source>These were two different PINs. Please choose one again.</source>
        <translation>These were two different PINs. Please choose one again.</translation>
    </message>
    <message>
        <source>Parents&apos; area</source>
        <translation>Parents&apos; area</translation>
    </message>
    <message>
        <source>Children</source>
        <comment>leave for the children&apos;s screen</comment>
        <translation>Children</translation>
    </message>
    <message>
        <source>Back to the children</source>
        <translation>Back to the children</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Overview</translation>
    </message>
    <message>
        <source>Chips</source>
        <translation>Chips</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Family</translation>
    </message>
    <message>
        <source>Children of the family</source>
        <translation>Children of the family</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>Account and server</source>
        <translation>Account and server</translation>
    </message>
    <message>
        <source>Films</source>
        <translation>Films</translation>
    </message>
    <message>
        <source>Films on this box</source>
        <translation>Films on this box</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::PinPad</name>
    <message>
        <source>Wait %1</source>
        <comment>minutes and seconds</comment>
        <translation>Wait %1</translation>
    </message>
    <message>
        <source>Too many wrong tries. Please wait.</source>
        <translation>Too many wrong tries. Please wait.</translation>
    </message>
    <message numerus="yes">
        <source>%n digit(s) typed</source>
        <translation>
            <numerusform>%n digit typed</numerusform>
            <numerusform>%n digits typed</numerusform>
        </translation>
    </message>
    <message>
        <source>For parents</source>
        <translation>For parents</translation>
    </message>
    <message>
        <source>Enter your PIN.</source>
        <translation>Enter your PIN.</translation>
    </message>
    <message>
        <source>Change the PIN</source>
        <translation>Change the PIN</translation>
    </message>
    <message>
        <source>Enter the PIN you have now.</source>
        <translation>Enter the PIN you have now.</translation>
    </message>
    <message>
        <source>Remove the PIN</source>
        <translation>Remove the PIN</translation>
    </message>
    <message>
        <source>Enter the PIN you have now. After that anybody can come in.</source>
        <translation>Enter the PIN you have now. After that anybody can come in.</translation>
    </message>
    <message>
        <source>Choose a PIN</source>
        <translation>Choose a PIN</translation>
    </message>
    <message>
        <source>4 to 8 digits. It keeps children out of the parents&apos; area.</source>
        <translation>4 to 8 digits. It keeps children out of the parents&apos; area.</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>Enter the new PIN again, so that no slip locks you out.</source>
        <translation>Enter the new PIN again, so that no slip locks you out.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Back to the children</source>
        <translation>Back to the children</translation>
    </message>
    <message>
        <source>Later</source>
        <comment>set the PIN</comment>
        <translation>Later</translation>
    </message>
    <message>
        <source>Take back the last digit</source>
        <translation>Take back the last digit</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::PlanCard</name>
    <message>
        <source>different</source>
        <translation>different</translation>
    </message>
    <message>
        <source>Fewer minutes</source>
        <translation>Fewer minutes</translation>
    </message>
    <message>
        <source>More minutes</source>
        <translation>More minutes</translation>
    </message>
    <message>
        <source>As Medio allows</source>
        <translation>As Medio allows</translation>
    </message>
    <message>
        <source>from %1</source>
        <comment>a time of day</comment>
        <translation>from %1</translation>
    </message>
    <message>
        <source>to %1</source>
        <comment>a time of day</comment>
        <translation>to %1</translation>
    </message>
    <message numerus="yes">
        <source>at most %n minute(s) too long</source>
        <translation>
            <numerusform>at most %n minute too long</numerusform>
            <numerusform>at most %n minutes too long</numerusform>
        </translation>
    </message>
    <message>
        <source>A film without a rating counts as R.</source>
        <translation>A film without a rating counts as R.</translation>
    </message>
    <message>
        <source>Plan on this box</source>
        <translation>Plan on this box</translation>
    </message>
    <message>
        <source>What you change here holds at once.</source>
        <translation>What you change here holds at once.</translation>
    </message>
    <message>
        <source>Minutes a day</source>
        <translation>Minutes a day</translation>
    </message>
    <message>
        <source>Bedtime: then nothing plays</source>
        <translation>Bedtime: then nothing plays</translation>
    </message>
    <message>
        <source>None</source>
        <translation>None</translation>
    </message>
    <message>
        <source>No bedtime</source>
        <translation>No bedtime</translation>
    </message>
    <message>
        <source>With a bedtime</source>
        <translation>With a bedtime</translation>
    </message>
    <message>
        <source>Bedtime begins</source>
        <translation>Bedtime begins</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Earlier</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Bedtime ends</source>
        <translation>Bedtime ends</translation>
    </message>
    <message>
        <source>When the time is up, a film ends</source>
        <translation>When the time is up, a film ends</translation>
    </message>
    <message>
        <source>How much too long</source>
        <translation>How much too long</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>Less</translation>
    </message>
    <message>
        <source>More</source>
        <translation>More</translation>
    </message>
    <message>
        <source>Films up to</source>
        <translation>Films up to</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>Every day</translation>
    </message>
    <message>
        <source>Mon–Fri</source>
        <comment>days of the week</comment>
        <translation>Mon–Fri</translation>
    </message>
    <message>
        <source>Sat, Sun</source>
        <comment>days of the week</comment>
        <translation>Sat, Sun</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::PlatformCard</name>
    <message>
        <source>Not shown on this box: the package medio-web-player is not installed.</source>
        <translation>Not shown on this box: the package medio-web-player is not installed.</translation>
    </message>
    <message>
        <source>Not shown: a parent has not agreed yet.</source>
        <translation>Not shown: a parent has not agreed yet.</translation>
    </message>
    <message>
        <source>Not shown at the moment: the platforms can&apos;t be reached.</source>
        <translation>Not shown at the moment: the platforms can&apos;t be reached.</translation>
    </message>
    <message>
        <source>Shown, in the platforms&apos; own players.</source>
        <translation>Shown, in the platforms&apos; own players.</translation>
    </message>
    <message>
        <source>These films are shown by the player of YouTube, Vimeo or Dailymotion, from the internet.</source>
        <translation>These films are shown by the player of YouTube, Vimeo or Dailymotion, from the internet.</translation>
    </message>
    <message>
        <source>Advertisements can appear before and during a film. This box neither chooses nor stops them.</source>
        <translation>Advertisements can appear before and during a film. This box neither chooses nor stops them.</translation>
    </message>
    <message>
        <source>The platform learns which film is watched, when, and from which connection, and may use that to recognise your household. This box keeps no cookies of it.</source>
        <translation>The platform learns which film is watched, when, and from which connection, and may use that to recognise your household. This box keeps no cookies of it.</translation>
    </message>
    <message>
        <source>Hints at other films can&apos;t be switched off wholly. Nothing in the player can be tapped, and it is hidden as soon as a film pauses or ends.</source>
        <translation>Hints at other films can&apos;t be switched off wholly. Nothing in the player can be tapped, and it is hidden as soon as a film pauses or ends.</translation>
    </message>
    <message>
        <source>The platforms&apos; terms want a parent&apos;s agreement, or company, for children. With yours, they watch these films here.</source>
        <translation>The platforms&apos; terms want a parent&apos;s agreement, or company, for children. With yours, they watch these films here.</translation>
    </message>
    <message>
        <source>Nothing of them is kept on this box. A film as a file on your home server has none of all this.</source>
        <translation>Nothing of them is kept on this box. A film as a file on your home server has none of all this.</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>I agree</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>YouTube, Vimeo, Dailymotion</source>
        <translation>YouTube, Vimeo, Dailymotion</translation>
    </message>
    <message numerus="yes">
        <source>%n film(s) of your library live there.</source>
        <translation>
            <numerusform>%n film of your library lives there.</numerusform>
            <numerusform>%n films of your library live there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more can&apos;t be shown anywhere: neither a film&apos;s address nor a platform&apos;s film is known.</source>
        <translation>
            <numerusform>%n more can&apos;t be shown anywhere: neither a film&apos;s address nor a platform&apos;s film is known.</numerusform>
            <numerusform>%n more can&apos;t be shown anywhere: neither a film&apos;s address nor a platform&apos;s film is known.</numerusform>
        </translation>
    </message>
    <message>
        <source>Read and decide</source>
        <translation>Read and decide</translation>
    </message>
    <message>
        <source>No longer show them</source>
        <translation>No longer show them</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::PlaybackPage</name>
    <message>
        <source>%1 of %2</source>
        <comment>steps of loudness</comment>
        <translation>%1 of %2</translation>
    </message>
    <message>
        <source>from %1</source>
        <comment>a time of day</comment>
        <translation>from %1</translation>
    </message>
    <message>
        <source>to %1</source>
        <comment>a time of day</comment>
        <translation>to %1</translation>
    </message>
    <message>
        <source>A chip begins with its first film, whatever was seen of it.</source>
        <translation>A chip begins with its first film, whatever was seen of it.</translation>
    </message>
    <message>
        <source>On the same day a chip goes on where it was left. On another day its playlist goes on; a film of up to 15 minutes begins anew, a longer one where it was left. Each child has a place of its own.</source>
        <translation>On the same day a chip goes on where it was left. On another day its playlist goes on; a film of up to 15 minutes begins anew, a longer one where it was left. Each child has a place of its own.</translation>
    </message>
    <message>
        <source>Back to the films</source>
        <translation>Back to the films</translation>
    </message>
    <message>
        <source>Room and sound</source>
        <translation>Room and sound</translation>
    </message>
    <message>
        <source>How loud films may be</source>
        <translation>How loud films may be</translation>
    </message>
    <message>
        <source>By day</source>
        <translation>By day</translation>
    </message>
    <message>
        <source>In the evening</source>
        <translation>In the evening</translation>
    </message>
    <message>
        <source>Softer</source>
        <translation>Softer</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Louder</translation>
    </message>
    <message>
        <source>The evening begins</source>
        <translation>The evening begins</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Earlier</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>The evening ends</source>
        <translation>The evening ends</translation>
    </message>
    <message>
        <source>No chip makes films louder than that. In the evening colours are softer, too.</source>
        <translation>No chip makes films louder than that. In the evening colours are softer, too.</translation>
    </message>
    <message>
        <source>A chip that comes back</source>
        <translation>A chip that comes back</translation>
    </message>
    <message>
        <source>goes on</source>
        <translation>goes on</translation>
    </message>
    <message>
        <source>begins anew</source>
        <translation>begins anew</translation>
    </message>
    <message>
        <source>Room for films on this box</source>
        <translation>Room for films on this box</translation>
    </message>
    <message>
        <source>Less room</source>
        <translation>Less room</translation>
    </message>
    <message>
        <source>More room</source>
        <translation>More room</translation>
    </message>
    <message>
        <source>Fetch films before they are watched</source>
        <translation>Fetch films before they are watched</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::PlaylistEditor</name>
    <message numerus="yes">
        <source>%n film(s)</source>
        <translation>
            <numerusform>%n film</numerusform>
            <numerusform>%n films</numerusform>
        </translation>
    </message>
    <message>
        <source>not saved yet</source>
        <translation>not saved yet</translation>
    </message>
    <message>
        <source>Films of this chip, in the order of playing</source>
        <translation>Films of this chip, in the order of playing</translation>
    </message>
    <message>
        <source>Control with arrow up or down moves a film, Delete removes it.</source>
        <translation>Control with arrow up or down moves a film, Delete removes it.</translation>
    </message>
    <message>
        <source>There is no film on this chip yet.</source>
        <translation>There is no film on this chip yet.</translation>
    </message>
    <message>
        <source>Play earlier</source>
        <translation>Play earlier</translation>
    </message>
    <message>
        <source>Play later</source>
        <translation>Play later</translation>
    </message>
    <message>
        <source>Take the film off the chip</source>
        <translation>Take the film off the chip</translation>
    </message>
    <message>
        <source>Add films</source>
        <translation>Add films</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Undo the changes that are not saved</source>
        <translation>Undo the changes that are not saved</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
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
        <translation>Capital letters</translation>
    </message>
    <message>
        <source>Delete the last letter</source>
        <translation>Delete the last letter</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Letters</translation>
    </message>
    <message>
        <source>Digits and symbols</source>
        <translation>Digits and symbols</translation>
    </message>
    <message>
        <source>At sign</source>
        <translation>At sign</translation>
    </message>
    <message>
        <source>Hyphen</source>
        <translation>Hyphen</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>Full stop</source>
        <translation>Full stop</translation>
    </message>
    <message>
        <source>Slash</source>
        <translation>Slash</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Put the keyboard away</source>
        <translation>Put the keyboard away</translation>
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
        <translation>This box has no network: look at the cable or the Wi-Fi.</translation>
    </message>
    <message>
        <source>The name %1 is not found: the internet is away, or the address is wrong.</source>
        <translation>The name %1 is not found: the internet is away, or the address is wrong.</translation>
    </message>
    <message>
        <source>The computer %1 is there, but Medio does not run on it.</source>
        <translation>The computer %1 is there, but Medio does not run on it.</translation>
    </message>
    <message>
        <source>The connection to %1 breaks off.</source>
        <translation>The connection to %1 breaks off.</translation>
    </message>
    <message>
        <source>%1 can&apos;t prove who it is, so nothing is sent to it: its certificate is not accepted.</source>
        <translation>%1 can&apos;t prove who it is, so nothing is sent to it: its certificate is not accepted.</translation>
    </message>
    <message>
        <source>%1 does not answer in time.</source>
        <translation>%1 does not answer in time.</translation>
    </message>
    <message>
        <source>%1 takes longer than usual.</source>
        <translation>%1 takes longer than usual.</translation>
    </message>
    <message>
        <source>Something else answers at %1: perhaps the login page of a Wi-Fi.</source>
        <translation>Something else answers at %1: perhaps the login page of a Wi-Fi.</translation>
    </message>
    <message>
        <source>Medio answers %1: its database is away.</source>
        <translation>Medio answers %1: its database is away.</translation>
    </message>
    <message>
        <source>Medio says that its database is away.</source>
        <translation>Medio says that its database is away.</translation>
    </message>
    <message>
        <source>Medio answers 429: it was asked too often and wants a pause.</source>
        <translation>Medio answers 429: it was asked too often and wants a pause.</translation>
    </message>
    <message>
        <source>Medio answers 502: a machine before it is there, it itself is not.</source>
        <translation>Medio answers 502: a machine before it is there, it itself is not.</translation>
    </message>
    <message>
        <source>Medio answers 503: it is overloaded or being serviced.</source>
        <translation>Medio answers 503: it is overloaded or being serviced.</translation>
    </message>
    <message>
        <source>Medio answers 504: a machine before it waited for it in vain.</source>
        <translation>Medio answers 504: a machine before it waited for it in vain.</translation>
    </message>
    <message>
        <source>Medio answers %1.</source>
        <translation>Medio answers %1.</translation>
    </message>
    <message>
        <source>Looking for Medio …</source>
        <translation>Looking for Medio …</translation>
    </message>
    <message>
        <source>Medio is there</source>
        <translation>Medio is there</translation>
    </message>
    <message>
        <source>Medio is waking up</source>
        <translation>Medio is waking up</translation>
    </message>
    <message>
        <source>Medio is there, but can&apos;t help just now</source>
        <translation>Medio is there, but can&apos;t help just now</translation>
    </message>
    <message>
        <source>Medio is away</source>
        <translation>Medio is away</translation>
    </message>
    <message>
        <source>This box does not know where Medio is</source>
        <translation>This box does not know where Medio is</translation>
    </message>
    <message>
        <source>Enter its address under “Account”.</source>
        <translation>Enter its address under “Account”.</translation>
    </message>
    <message>
        <source>Since %1.</source>
        <comment>a moment</comment>
        <translation>Since %1.</translation>
    </message>
    <message numerus="yes">
        <source>Next try in %n second(s).</source>
        <translation>
            <numerusform>Next try in %n second.</numerusform>
            <numerusform>Next try in %n seconds.</numerusform>
        </translation>
    </message>
    <message>
        <source>Trying now.</source>
        <translation>Trying now.</translation>
    </message>
    <message>
        <source>Nobody is signed in</source>
        <translation>Nobody is signed in</translation>
    </message>
    <message>
        <source>Children see what this box knows. Changes need an account.</source>
        <translation>Children see what this box knows. Changes need an account.</translation>
    </message>
    <message>
        <source>Signed in as %1</source>
        <translation>Signed in as %1</translation>
    </message>
    <message>
        <source>Not confirmed by Medio yet.</source>
        <translation>Not confirmed by Medio yet.</translation>
    </message>
    <message>
        <source>Please sign in again</source>
        <translation>Please sign in again</translation>
    </message>
    <message>
        <source>A login ends after a week. Children notice nothing; changes wait until then.</source>
        <translation>A login ends after a week. Children notice nothing; changes wait until then.</translation>
    </message>
    <message>
        <source>The login can&apos;t be read</source>
        <translation>The login can&apos;t be read</translation>
    </message>
    <message>
        <source>The keyring of this device is locked or missing. Unlock it, or sign in again.</source>
        <translation>The keyring of this device is locked or missing. Unlock it, or sign in again.</translation>
    </message>
    <message>
        <source>Without it nobody stays signed in after a restart. Children notice nothing.</source>
        <translation>Without it nobody stays signed in after a restart. Children notice nothing.</translation>
    </message>
    <message>
        <source>The keyring was not needed yet</source>
        <translation>The keyring was not needed yet</translation>
    </message>
    <message>
        <source>The keyring keeps the login</source>
        <translation>The keyring keeps the login</translation>
    </message>
    <message>
        <source>The keyring is locked</source>
        <translation>The keyring is locked</translation>
    </message>
    <message>
        <source>There is no keyring on this device</source>
        <translation>There is no keyring on this device</translation>
    </message>
    <message>
        <source>The keyring does not answer</source>
        <translation>The keyring does not answer</translation>
    </message>
    <message>
        <source>The keyring does not work</source>
        <translation>The keyring does not work</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) of yours</source>
        <translation>
            <numerusform>%n change of yours</numerusform>
            <numerusform>%n changes of yours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>what was watched %n time(s)</source>
        <translation>
            <numerusform>what was watched %n time</numerusform>
            <numerusform>what was watched %n times</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is delivered</source>
        <translation>Everything is delivered</translation>
    </message>
    <message>
        <source>Waits to be sent</source>
        <translation>Waits to be sent</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a list</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>; the oldest since %1</source>
        <comment>a moment</comment>
        <translation>; the oldest since %1</translation>
    </message>
    <message>
        <source>Your decision is needed</source>
        <translation>Your decision is needed</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) need your decision.</source>
        <translation>
            <numerusform>%n change needs your decision.</numerusform>
            <numerusform>%n changes need your decision.</numerusform>
        </translation>
    </message>
    <message>
        <source>Fetching chips and films …</source>
        <translation>Fetching chips and films …</translation>
    </message>
    <message>
        <source>Chips and films as of %1.</source>
        <comment>a moment</comment>
        <translation>Chips and films as of %1.</translation>
    </message>
    <message>
        <source>Chips and films were never fetched.</source>
        <translation>Chips and films were never fetched.</translation>
    </message>
    <message>
        <source>The address is missing.</source>
        <translation>The address is missing.</translation>
    </message>
    <message>
        <source>Medio is there.</source>
        <translation>Medio is there.</translation>
    </message>
    <message>
        <source>A Medio home server is there.</source>
        <translation>A Medio home server is there.</translation>
    </message>
    <message>
        <source>Medio is there, but its database is away.</source>
        <translation>Medio is there, but its database is away.</translation>
    </message>
    <message>
        <source>You need not do anything: try again in a few minutes.</source>
        <translation>You need not do anything: try again in a few minutes.</translation>
    </message>
    <message>
        <source>Medio is waking up.</source>
        <translation>Medio is waking up.</translation>
    </message>
    <message>
        <source>That takes up to a minute. You can wait here.</source>
        <translation>That takes up to a minute. You can wait here.</translation>
    </message>
    <message>
        <source>Something answers at this address, but it is not Medio.</source>
        <translation>Something answers at this address, but it is not Medio.</translation>
    </message>
    <message>
        <source>In a Wi-Fi with a login page, open that page first.</source>
        <translation>In a Wi-Fi with a login page, open that page first.</translation>
    </message>
    <message>
        <source>This address only leads on to %1.</source>
        <translation>This address only leads on to %1.</translation>
    </message>
    <message>
        <source>If you trust it, enter that address instead.</source>
        <translation>If you trust it, enter that address instead.</translation>
    </message>
    <message>
        <source>This box has no network.</source>
        <translation>This box has no network.</translation>
    </message>
    <message>
        <source>Look at the cable or the Wi-Fi.</source>
        <translation>Look at the cable or the Wi-Fi.</translation>
    </message>
    <message>
        <source>The name %1 is not found.</source>
        <translation>The name %1 is not found.</translation>
    </message>
    <message>
        <source>Is it spelled right? Is the internet there?</source>
        <translation>Is it spelled right? Is the internet there?</translation>
    </message>
    <message>
        <source>Start Medio there, or look at the port in the address.</source>
        <translation>Start Medio there, or look at the port in the address.</translation>
    </message>
    <message>
        <source>Nobody answers at this address.</source>
        <translation>Nobody answers at this address.</translation>
    </message>
    <message>
        <source>Is the server switched on, and in the same network?</source>
        <translation>Is the server switched on, and in the same network?</translation>
    </message>
    <message>
        <source>The connection broke off.</source>
        <translation>The connection broke off.</translation>
    </message>
    <message>
        <source>Please try again.</source>
        <translation>Please try again.</translation>
    </message>
    <message>
        <source>Medio was asked too often and wants a pause.</source>
        <translation>Medio was asked too often and wants a pause.</translation>
    </message>
    <message>
        <source>Please try again in a quarter of an hour.</source>
        <translation>Please try again in a quarter of an hour.</translation>
    </message>
    <message>
        <source>The server can&apos;t prove who it is: its certificate is not known here.</source>
        <translation>The server can&apos;t prove who it is: its certificate is not known here.</translation>
    </message>
    <message>
        <source>For a server of your own, its authority can be made known in the configuration.</source>
        <translation>For a server of your own, its authority can be made known in the configuration.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is out of date.</source>
        <translation>The server&apos;s certificate is out of date.</translation>
    </message>
    <message>
        <source>If the clock of this box is right, the server&apos;s owner has to renew it.</source>
        <translation>If the clock of this box is right, the server&apos;s owner has to renew it.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate belongs to another name.</source>
        <translation>The server&apos;s certificate belongs to another name.</translation>
    </message>
    <message>
        <source>Is the address spelled as its owner gave it?</source>
        <translation>Is the address spelled as its owner gave it?</translation>
    </message>
    <message>
        <source>No safe connection could be made.</source>
        <translation>No safe connection could be made.</translation>
    </message>
    <message>
        <source>In your own home network the address may have to begin with http://.</source>
        <translation>In your own home network the address may have to begin with http://.</translation>
    </message>
    <message>
        <source>This is not a web address. It looks like https://medio.example.</source>
        <translation>This is not a web address. It looks like https://medio.example.</translation>
    </message>
    <message>
        <source>Without https, only a server in your own home network can be used.</source>
        <translation>Without https, only a server in your own home network can be used.</translation>
    </message>
    <message>
        <source>The e-mail address is missing.</source>
        <translation>The e-mail address is missing.</translation>
    </message>
    <message>
        <source>The password is missing.</source>
        <translation>The password is missing.</translation>
    </message>
    <message>
        <source>Nobody answers at this address. Is the network there, and the address right?</source>
        <translation>Nobody answers at this address. Is the network there, and the address right?</translation>
    </message>
    <message>
        <source>Medio is there, but can&apos;t help just now. Please try again in a few minutes.</source>
        <translation>Medio is there, but can&apos;t help just now. Please try again in a few minutes.</translation>
    </message>
    <message>
        <source>The e-mail address or the password is not right.</source>
        <translation>The e-mail address or the password is not right.</translation>
    </message>
    <message>
        <source>That was tried too often. Please wait a quarter of an hour.</source>
        <translation>That was tried too often. Please wait a quarter of an hour.</translation>
    </message>
    <message>
        <source>This device can&apos;t keep the sign-in safely: its keyring is locked or missing.</source>
        <translation>This device can&apos;t keep the sign-in safely: its keyring is locked or missing.</translation>
    </message>
    <message>
        <source>Your name is missing.</source>
        <translation>Your name is missing.</translation>
    </message>
    <message>
        <source>This name is too long.</source>
        <translation>This name is too long.</translation>
    </message>
    <message>
        <source>This is not an e-mail address. It looks like name@medio.example.</source>
        <translation>This is not an e-mail address. It looks like name@medio.example.</translation>
    </message>
    <message>
        <source>The password does not follow all rules yet.</source>
        <translation>The password does not follow all rules yet.</translation>
    </message>
    <message>
        <source>The two passwords are not the same.</source>
        <translation>The two passwords are not the same.</translation>
    </message>
    <message>
        <source>There is an account with this e-mail address already. Sign in instead.</source>
        <translation>There is an account with this e-mail address already. Sign in instead.</translation>
    </message>
    <message>
        <source>Medio does not accept these entries.</source>
        <translation>Medio does not accept these entries.</translation>
    </message>
    <message>
        <source>A PIN has 4 to 8 digits.</source>
        <translation>A PIN has 4 to 8 digits.</translation>
    </message>
    <message>
        <source>A child finds this PIN at once. Please take another one.</source>
        <translation>A child finds this PIN at once. Please take another one.</translation>
    </message>
    <message>
        <source>That was not the PIN you have now.</source>
        <translation>That was not the PIN you have now.</translation>
    </message>
    <message>
        <source>Too many wrong tries. Please wait.</source>
        <translation>Too many wrong tries. Please wait.</translation>
    </message>
    <message>
        <source>The PIN you have now can&apos;t be checked: the keyring does not give it.</source>
        <translation>The PIN you have now can&apos;t be checked: the keyring does not give it.</translation>
    </message>
    <message>
        <source>The PIN can&apos;t be kept: the keyring of this device is locked.</source>
        <translation>The PIN can&apos;t be kept: the keyring of this device is locked.</translation>
    </message>
    <message>
        <source>The PIN can&apos;t be kept: there is no keyring on this device.</source>
        <translation>The PIN can&apos;t be kept: there is no keyring on this device.</translation>
    </message>
    <message>
        <source>The keyring did not answer in time. Perhaps it does it all the same, perhaps not.</source>
        <translation>The keyring did not answer in time. Perhaps it does it all the same, perhaps not.</translation>
    </message>
    <message>
        <source>The PIN can&apos;t be kept: the keyring of this device does not work.</source>
        <translation>The PIN can&apos;t be kept: the keyring of this device does not work.</translation>
    </message>
    <message>
        <source>The PIN could not be made: this box is short of memory. Please try again.</source>
        <translation>The PIN could not be made: this box is short of memory. Please try again.</translation>
    </message>
    <message>
        <source>The PIN holds, but the disk did not note it. Please set it again.</source>
        <translation>The PIN holds, but the disk did not note it. Please set it again.</translation>
    </message>
    <message>
        <source>The PIN could not be removed: it holds as before.</source>
        <translation>The PIN could not be removed: it holds as before.</translation>
    </message>
    <message>
        <source>The keyring of this device is locked, so the PIN can&apos;t be checked. Unlock it and try again.</source>
        <translation>The keyring of this device is locked, so the PIN can&apos;t be checked. Unlock it and try again.</translation>
    </message>
    <message>
        <source>There is no keyring on this device, so the PIN can&apos;t be checked.</source>
        <translation>There is no keyring on this device, so the PIN can&apos;t be checked.</translation>
    </message>
    <message>
        <source>The keyring does not answer, so the PIN can&apos;t be checked. Please try again.</source>
        <translation>The keyring does not answer, so the PIN can&apos;t be checked. Please try again.</translation>
    </message>
    <message>
        <source>The keyring of this device does not work, so the PIN can&apos;t be checked.</source>
        <translation>The keyring of this device does not work, so the PIN can&apos;t be checked.</translation>
    </message>
    <message>
        <source>Saved on this box. Medio is told as soon as it answers.</source>
        <translation>Saved on this box. Medio is told as soon as it answers.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Saved.</translation>
    </message>
    <message>
        <source>This could not be saved: the disk of this box does not take it.</source>
        <translation>This could not be saved: the disk of this box does not take it.</translation>
    </message>
    <message>
        <source>There is a PIN, but the keyring does not give it: it may be locked. Unlock it and try again, or reset the PIN in the configuration of this box.</source>
        <translation>There is a PIN, but the keyring does not give it: it may be locked. Unlock it and try again, or reset the PIN in the configuration of this box.</translation>
    </message>
    <message>
        <source>What the keyring has is no PIN. Reset the PIN in the configuration of this box.</source>
        <translation>What the keyring has is no PIN. Reset the PIN in the configuration of this box.</translation>
    </message>
    <message>
        <source>The settings of this box were lost, and the keyring can&apos;t say whether there is a PIN. Unlock the keyring and try again, or reset the PIN in the configuration of this box.</source>
        <translation>The settings of this box were lost, and the keyring can&apos;t say whether there is a PIN. Unlock the keyring and try again, or reset the PIN in the configuration of this box.</translation>
    </message>
    <message>
        <source>%1: today %2 of %3 minutes</source>
        <translation>%1: today %2 of %3 minutes</translation>
    </message>
    <message numerus="yes">
        <source>%1: today %n minute(s)</source>
        <translation>
            <numerusform>%1: today %n minute</numerusform>
            <numerusform>%1: today %n minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>a film that is no longer there</source>
        <translation>a film that is no longer there</translation>
    </message>
    <message>
        <source>(%1 over, taken off tomorrow)</source>
        <comment>minutes and seconds</comment>
        <translation>(%1 over, taken off tomorrow)</translation>
    </message>
    <message>
        <source>(%1 counted on this box only)</source>
        <comment>minutes and seconds</comment>
        <translation>(%1 counted on this box only)</translation>
    </message>
    <message>
        <source>%1 paused and not counted</source>
        <comment>minutes and seconds</comment>
        <translation>%1 paused and not counted</translation>
    </message>
    <message>
        <source>%1 lost in a power cut and counted for no film</source>
        <comment>minutes and seconds</comment>
        <translation>%1 lost in a power cut and counted for no film</translation>
    </message>
    <message>
        <source>Its server does not have it any more.</source>
        <translation>Its server does not have it any more.</translation>
    </message>
    <message>
        <source>Its server does not let this box have it.</source>
        <translation>Its server does not let this box have it.</translation>
    </message>
    <message>
        <source>The player got stuck in it.</source>
        <translation>The player got stuck in it.</translation>
    </message>
    <message>
        <source>Its owner does not let it be shown outside of the platform.</source>
        <translation>Its owner does not let it be shown outside of the platform.</translation>
    </message>
    <message>
        <source>Its file is damaged, or made in a way that this box can&apos;t show.</source>
        <translation>Its file is damaged, or made in a way that this box can&apos;t show.</translation>
    </message>
    <message>
        <source>“%1” could not be played</source>
        <translation>“%1” could not be played</translation>
    </message>
    <message>
        <source>Last tried: %1. Until it plays, chips skip it.</source>
        <translation>Last tried: %1. Until it plays, chips skip it.</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::SymbolLine</name>
    <message>
        <source>%1: kept</source>
        <comment>a rule for passwords</comment>
        <translation>%1: kept</translation>
    </message>
    <message>
        <source>%1: not yet</source>
        <comment>a rule for passwords</comment>
        <translation>%1: not yet</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::TimePage</name>
    <message>
        <source>Done: its minutes are free for the others.</source>
        <translation>Done: its minutes are free for the others.</translation>
    </message>
    <message>
        <source>That is right</source>
        <translation>That is right</translation>
    </message>
    <message>
        <source>It is another time</source>
        <translation>It is another time</translation>
    </message>
    <message>
        <source>Set the clock</source>
        <translation>Set the clock</translation>
    </message>
    <message>
        <source>Set the day back?</source>
        <translation>Set the day back?</translation>
    </message>
    <message>
        <source>Set it back</source>
        <translation>Set it back</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>Leave it as it is</translation>
    </message>
    <message>
        <source>This box</source>
        <translation>This box</translation>
    </message>
    <message>
        <source>A box that was last heard on %1</source>
        <translation>A box that was last heard on %1</translation>
    </message>
    <message>
        <source>A box that was not heard any more</source>
        <translation>A box that was not heard any more</translation>
    </message>
    <message>
        <source>Take its minutes back</source>
        <translation>Take its minutes back</translation>
    </message>
    <message>
        <source>One moment …</source>
        <translation>One moment …</translation>
    </message>
    <message>
        <source>Is this box lost?</source>
        <translation>Is this box lost?</translation>
    </message>
    <message>
        <source>What it holds of the children&apos;s time is free for the others at once. If it is only without a network, a child could watch its minutes twice.</source>
        <translation>What it holds of the children&apos;s time is free for the others at once. If it is only without a network, a child could watch its minutes twice.</translation>
    </message>
    <message>
        <source>Back to the children</source>
        <translation>Back to the children</translation>
    </message>
    <message>
        <source>Clock and other boxes</source>
        <translation>Clock and other boxes</translation>
    </message>
    <message>
        <source>It is so late now</source>
        <translation>It is so late now</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>Hour</translation>
    </message>
    <message>
        <source>Minute</source>
        <translation>Minute</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Earlier</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>How much of a day this box gives without Medio</source>
        <translation>How much of a day this box gives without Medio</translation>
    </message>
    <message>
        <source>The boxes of your family</source>
        <translation>The boxes of your family</translation>
    </message>
    <message>
        <source>Your home server shares out each child&apos;s minutes among them, so that together they never give more than a day has.</source>
        <translation>Your home server shares out each child&apos;s minutes among them, so that together they never give more than a day has.</translation>
    </message>
</context>
<context>
    <name>Medio::Screens::TimeWords</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing left now</source>
        <translation>Nothing left now</translation>
    </message>
    <message>
        <source>Less than a minute left</source>
        <translation>Less than a minute left</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>%n minute left</numerusform>
            <numerusform>%n minutes left</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is paused.</source>
        <translation>Everything is paused.</translation>
    </message>
    <message>
        <source>You said: enough for today.</source>
        <translation>You said: enough for today.</translation>
    </message>
    <message>
        <source>It is bedtime.</source>
        <translation>It is bedtime.</translation>
    </message>
    <message>
        <source>The rest of today belongs to another box of yours.</source>
        <translation>The rest of today belongs to another box of yours.</translation>
    </message>
    <message>
        <source>Medio can&apos;t be reached, and this box has given its share of the day.</source>
        <translation>Medio can&apos;t be reached, and this box has given its share of the day.</translation>
    </message>
    <message>
        <source>Medio does not know this child yet. As soon as it does, you can make a plan and give time.</source>
        <translation>Medio does not know this child yet. As soon as it does, you can make a plan and give time.</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n minute(s) watched today</source>
        <translation>
            <numerusform>%1 of %n minute watched today</numerusform>
            <numerusform>%1 of %n minutes watched today</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) more for today.</source>
        <translation>
            <numerusform>%n minute more for today.</numerusform>
            <numerusform>%n minutes more for today.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was given: the disk of this box does not take it.</source>
        <translation>Nothing was given: the disk of this box does not take it.</translation>
    </message>
    <message>
        <source>Allowed today</source>
        <translation>Allowed today</translation>
    </message>
    <message>
        <source>Given on top</source>
        <translation>Given on top</translation>
    </message>
    <message>
        <source>Watched on this box</source>
        <translation>Watched on this box</translation>
    </message>
    <message>
        <source>Watched elsewhere</source>
        <translation>Watched elsewhere</translation>
    </message>
    <message>
        <source>Watched too long yesterday</source>
        <translation>Watched too long yesterday</translation>
    </message>
    <message>
        <source>Counted because today&apos;s record was damaged</source>
        <translation>Counted because today&apos;s record was damaged</translation>
    </message>
    <message>
        <source>Medio says that today is used up: it rounds up</source>
        <translation>Medio says that today is used up: it rounds up</translation>
    </message>
    <message>
        <source>Watched too long before you gave more</source>
        <translation>Watched too long before you gave more</translation>
    </message>
    <message>
        <source>Until bedtime</source>
        <translation>Until bedtime</translation>
    </message>
    <message>
        <source>You said: enough for today</source>
        <translation>You said: enough for today</translation>
    </message>
    <message>
        <source>This box may give, the rest belongs to other boxes</source>
        <translation>This box may give, the rest belongs to other boxes</translation>
    </message>
    <message>
        <source>This box&apos;s share while Medio can&apos;t be reached</source>
        <translation>This box&apos;s share while Medio can&apos;t be reached</translation>
    </message>
    <message>
        <source>Everything is paused</source>
        <translation>Everything is paused</translation>
    </message>
    <message>
        <source>After the film</source>
        <translation>After the film</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>At once</translation>
    </message>
    <message>
        <source>Only what fits</source>
        <translation>Only what fits</translation>
    </message>
    <message>
        <source>The film, or its chapter, may come to its end. What is too long is taken off tomorrow.</source>
        <translation>The film, or its chapter, may come to its end. What is too long is taken off tomorrow.</translation>
    </message>
    <message>
        <source>The film stops when the time is up, also in the middle.</source>
        <translation>The film stops when the time is up, also in the middle.</translation>
    </message>
    <message>
        <source>A film that is longer than what is left is not started: its picture sleeps.</source>
        <translation>A film that is longer than what is left is not started: its picture sleeps.</translation>
    </message>
    <message>
        <source>For everybody (G)</source>
        <translation>For everybody (G)</translation>
    </message>
    <message>
        <source>Rather with parents (PG)</source>
        <translation>Rather with parents (PG)</translation>
    </message>
    <message>
        <source>From about 13 years (PG-13)</source>
        <translation>From about 13 years (PG-13)</translation>
    </message>
    <message>
        <source>Every film (R)</source>
        <translation>Every film (R)</translation>
    </message>
    <message numerus="yes">
        <source>Medio allows %n minute(s) a day: more than that is never given. It is changed further down.</source>
        <translation>
            <numerusform>Medio allows %n minute a day: more than that is never given. It is changed further down.</numerusform>
            <numerusform>Medio allows %n minutes a day: more than that is never given. It is changed further down.</numerusform>
        </translation>
    </message>
    <message>
        <source>On a day with 0 minutes nothing can be watched.</source>
        <translation>On a day with 0 minutes nothing can be watched.</translation>
    </message>
    <message>
        <source>This bedtime is longer than 16 hours. Are its ends the wrong way round?</source>
        <translation>This bedtime is longer than 16 hours. Are its ends the wrong way round?</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>Every day</translation>
    </message>
    <message>
        <source>Monday to Friday</source>
        <translation>Monday to Friday</translation>
    </message>
    <message>
        <source>Saturday and Sunday</source>
        <translation>Saturday and Sunday</translation>
    </message>
    <message>
        <source>Choose a day</source>
        <translation>Choose a day</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a day and a time of day</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Which day is it?</source>
        <translation>Which day is it?</translation>
    </message>
    <message>
        <source>This box goes by %1. Now it hears: %2. That is further away than a clock goes wrong, so it asks you.</source>
        <translation>This box goes by %1. Now it hears: %2. That is further away than a clock goes wrong, so it asks you.</translation>
    </message>
    <message>
        <source>Nobody told this box what time it is</source>
        <translation>Nobody told this box what time it is</translation>
    </message>
    <message>
        <source>Its clock shows %1. Until somebody says so, %2 goes on, so that a wrong clock gives no new day.</source>
        <translation>Its clock shows %1. Until somebody says so, %2 goes on, so that a wrong clock gives no new day.</translation>
    </message>
    <message>
        <source>By this box&apos;s own clock, which has a battery.</source>
        <translation>By this box&apos;s own clock, which has a battery.</translation>
    </message>
    <message>
        <source>Medio said so.</source>
        <translation>Medio said so.</translation>
    </message>
    <message>
        <source>By the clocks of the internet.</source>
        <translation>By the clocks of the internet.</translation>
    </message>
    <message>
        <source>You said so.</source>
        <translation>You said so.</translation>
    </message>
    <message>
        <source>A new day begins, with its own minutes.</source>
        <translation>A new day begins, with its own minutes.</translation>
    </message>
    <message>
        <source>The day goes back: what was watched on that day counts again.</source>
        <translation>The day goes back: what was watched on that day counts again.</translation>
    </message>
    <message>
        <source>This box knows no such day.</source>
        <translation>This box knows no such day.</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>All of it</translation>
    </message>
    <message>
        <source>Half</source>
        <translation>Half</translation>
    </message>
    <message>
        <source>A third</source>
        <translation>A third</translation>
    </message>
    <message>
        <source>A quarter</source>
        <translation>A quarter</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>percent</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Without Medio this box gives a child&apos;s whole day. With a second box that does the same, a child could watch twice as long while both can&apos;t reach Medio. Then choose a share.</source>
        <translation>Without Medio this box gives a child&apos;s whole day. With a second box that does the same, a child could watch twice as long while both can&apos;t reach Medio. Then choose a share.</translation>
    </message>
    <message>
        <source>Without Medio this box gives no more than this share of a day. With Medio nothing changes.</source>
        <translation>Without Medio this box gives no more than this share of a day. With Medio nothing changes.</translation>
    </message>
    <message>
        <source>Sign in first: only then does Medio tell of your other boxes.</source>
        <translation>Sign in first: only then does Medio tell of your other boxes.</translation>
    </message>
    <message>
        <source>Medio can&apos;t be reached. Please try again later.</source>
        <translation>Medio can&apos;t be reached. Please try again later.</translation>
    </message>
    <message>
        <source>Medio did not do it. Please try again later.</source>
        <translation>Medio did not do it. Please try again later.</translation>
    </message>
</context>
</TS>
