// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IJobRegistry} from "../../../main/solidity/IJobRegistry.sol";
import {Fixture} from "../Fixture.sol";

contract AbandonRoundTest is Fixture {
    uint256 private id;

    function setUp() public override {
        super.setUp();
        id = createTraining(1 ether);
    }

    function test_ShouldEndAnOpenedRound() public {
        shouldEnd(openRound(id));
    }

    function test_ShouldEndACommittingRound() public {
        shouldEnd(toCommitting(id));
    }

    function test_ShouldEndARevealingRound() public {
        shouldEnd(toRevealing(id));
    }

    function test_ShouldKeepWhatWasEarnedBefore() public {
        settle(id, toRevealing(id), SOME_DIGEST, 5);
        shouldEnd(toRevealing(id));

        vm.assertEq(jobs.training(id).totalEarned, 5, "totalEarned");
        vm.assertEq(jobs.training(id).payoutRoot, SOME_DIGEST, "payoutRoot");
    }

    function test_ShouldRefuseWhenNoRoundIsOpen() public {
        expectWrongPhase(IJobRegistry.Phase.Idle);
        abandon(0);
    }

    function test_ShouldRefuseAClosedTraining() public {
        vm.prank(publisher);
        jobs.close(id);
        expectWrongPhase(IJobRegistry.Phase.Closed);
        abandon(0);
    }

    function test_ShouldRefuseAnyOtherRound(uint32 other) public {
        uint32 round = openRound(id);
        vm.assume(other != round);
        expectWrongRound(other, round);
        abandon(other);
    }

    function test_ShouldRefuseAnUnknownTraining(uint256 unknown) public {
        vm.assume(unknown != id);
        expectUnknownTraining(unknown);
        vm.prank(publisher);
        jobs.abandonRound(unknown, 1);
    }

    function test_ShouldRefuseAnyoneButAPublisher(address caller) public {
        vm.assume(caller != publisher);
        uint32 round = openRound(id);
        bytes32 role = jobs.PUBLISHER_ROLE();
        expectMissingRole(caller, role);
        vm.prank(caller);
        jobs.abandonRound(id, round);
    }

    function shouldEnd(uint32 round) private {
        vm.expectEmit(address(jobs));
        emit IJobRegistry.RoundAbandoned(id, round);
        abandon(round);
        vm.assertEq(phaseOf(id), uint256(IJobRegistry.Phase.Idle), "phase");
        vm.assertEq(jobs.training(id).round, round, "round");
    }

    function abandon(uint32 round) private {
        vm.prank(publisher);
        jobs.abandonRound(id, round);
    }
}
